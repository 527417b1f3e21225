package io.thalweg.exec.kernel.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Code points in UTF-8 bytes, without decoding. Texts are valid UTF-8; malformed bytes give wrong
/// counts but never leave the range.
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /// Whether all bytes are below 128: then characters are bytes.
  public static boolean isAscii(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      if (((long) LONGS.get(bytes, i) & HIGH_BITS) != 0) {
        return false;
      }
    }
    for (; i < to; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether the byte continues a character.
  static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  /// Code points in the range.
  public static int count(byte[] bytes, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += isContinuation(bytes[i]) ? 0 : 1;
    }
    return count;
  }

  /// The position behind the character at `at`.
  static int next(byte[] bytes, int at, int to) {
    int i = at + 1;
    while (i < to && isContinuation(bytes[i])) {
      i++;
    }
    return i;
  }

  /// The start of the character that ends at `at`.
  static int previous(byte[] bytes, int from, int at) {
    int i = at - 1;
    while (i > from && isContinuation(bytes[i])) {
      i--;
    }
    return i;
  }

  /// The position `characters` behind `at`, at most `to`.
  static int forward(byte[] bytes, int at, int to, long characters) {
    int i = at;
    for (long n = characters; n > 0 && i < to; n--) {
      i = next(bytes, i, to);
    }
    return i;
  }

  /// The position `characters` before `at`, at least `from`.
  static int backward(byte[] bytes, int from, int at, long characters) {
    int i = at;
    for (long n = characters; n > 0 && i > from; n--) {
      i = previous(bytes, from, i);
    }
    return i;
  }
}
