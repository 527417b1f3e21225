package io.thalweg.connectors.files.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that grow. Used by one thread.
public final class TextBuffer {
  private static final byte[] ZEROS =
      "000000000000000000000000000000000000000".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[1 << 14];
  private int size;

  public int size() {
    return size;
  }

  public byte[] bytes() {
    return bytes;
  }

  public void append(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
  }

  public void append(byte[] source, int from, int count) {
    reserve(count);
    System.arraycopy(source, from, bytes, size, count);
    size += count;
  }

  public void append(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    append(encoded, 0, encoded.length);
  }

  /// The number in decimal.
  public void append(long number) {
    if (number < 0) {
      append('-');
    }
    appendDigits(number, 1);
  }

  /// The digits of the number without its sign, with zeros in front up to `width`.
  public void appendDigits(long number, int width) {
    reserve(40);
    int length = Math.max(width, length(number));
    int at = size + length;
    long left = number < 0 ? number : -number;
    for (int i = 0; i < length; i++) {
      bytes[--at] = (byte) ('0' - left % 10);
      left /= 10;
    }
    size += length;
  }

  private static int length(long number) {
    int length = 1;
    for (long left = number / 10; left != 0; left /= 10) {
      length++;
    }
    return length;
  }

  /// An unscaled number with the point `scale` digits from its end.
  public void appendDecimal(long unscaled, int scale) {
    if (unscaled < 0) {
      append('-');
    }
    appendDigits(unscaled, scale + 1);
    insertPoint(scale);
  }

  /// The same of a number's digits.
  public void appendDecimal(String unscaled, int scale) {
    boolean negative = unscaled.startsWith("-");
    if (negative) {
      append('-');
    }
    String digits = negative ? unscaled.substring(1) : unscaled;
    append(ZEROS, 0, Math.max(0, scale + 1 - digits.length()));
    append(digits);
    insertPoint(scale);
  }

  private void insertPoint(int scale) {
    if (scale > 0) {
      reserve(1);
      int point = size - scale;
      System.arraycopy(bytes, point, bytes, point + 1, scale);
      bytes[point] = '.';
      size++;
    }
  }

  /// Takes back what was appended behind `newSize`.
  public void truncate(int newSize) {
    size = newSize;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  private void reserve(int count) {
    if (count > bytes.length - size) {
      bytes =
          Arrays.copyOf(
              bytes,
              (int)
                  Math.min(
                      Integer.MAX_VALUE - 8L, Math.max(2L * bytes.length, (long) size + count)));
    }
  }
}
