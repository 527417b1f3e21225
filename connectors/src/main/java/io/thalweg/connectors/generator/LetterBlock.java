package io.thalweg.connectors.generator;

import java.nio.charset.StandardCharsets;

/// A block of random lower-case letters of which texts are pieces: one copy makes one text.
/// Immutable.
public final class LetterBlock {
  /// The longest text.
  public static final int MAX_LENGTH = 1024;

  private static final int STARTS = 1 << 16;
  private static final byte[] LETTERS = letters();

  private LetterBlock() {}

  private static byte[] letters() {
    byte[] letters = new byte[STARTS + MAX_LENGTH];
    Draw draw = Draw.of(0, 0);
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (byte) ('a' + draw.below(i, 26));
    }
    return letters;
  }

  /// Copies a text to `target` and returns the end.
  ///
  /// @param bits choose the text
  public static int put(long bits, int length, byte[] target, int at) {
    System.arraycopy(LETTERS, (int) (bits & STARTS - 1), target, at, length);
    return at + length;
  }

  public static String text(long bits, int length) {
    byte[] bytes = new byte[length];
    put(bits, length, bytes, 0);
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
