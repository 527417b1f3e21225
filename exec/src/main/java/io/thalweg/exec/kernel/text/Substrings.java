package io.thalweg.exec.kernel.text;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.BytesBuilder;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;

/// Pieces of texts and binaries. Positions count characters from 1; in ASCII texts and binaries
/// they are byte positions.
public final class Substrings {
  private Substrings() {}

  /// `substring(text, from [, for])`. Positions before the text count, as in the standard:
  /// `substring('abc', 0, 2)` is `a`.
  ///
  /// @param binary whether positions count bytes
  public static Kernel substring(boolean binary) {
    return (arguments, rows) -> substring(arguments, rows, binary);
  }

  private static FlatColumn substring(FlatColumn[] arguments, int rows, boolean binary) {
    BytesColumn text = Storage.bytes(arguments[0]);
    long[] starts = Storage.longs(arguments[1]);
    long[] lengths = arguments.length > 2 ? Storage.longs(arguments[2]) : null;
    long[] validity = Nulls.strict(arguments, rows);
    byte[] bytes = text.bytes();
    int[] offsets = text.offsets();
    boolean single = binary || Utf8.isAscii(bytes, offsets[0], offsets[rows]);
    BytesBuilder result = new BytesBuilder(rows, offsets[rows] - offsets[0]);
    for (int i = 0; i < rows; i++) {
      if (Bits.isValid(validity, i)) {
        long first = starts[i];
        long end = lengths == null ? Long.MAX_VALUE : end(first, lengths[i]);
        first = Math.max(1, first);
        if (end > first) {
          append(result, bytes, offsets[i], offsets[i + 1], first - 1, end - first, single);
        }
      }
      result.endRow();
    }
    return result.build(validity);
  }

  private static long end(long first, long length) {
    if (length < 0) {
      throw Failure.argument("substring with the negative length " + length);
    }
    long end = first + length;
    return first > 0 && end < 0 ? Long.MAX_VALUE : end;
  }

  /// Appends `count` characters behind the first `skip`.
  private static void append(
      BytesBuilder result, byte[] bytes, int from, int to, long skip, long count, boolean single) {
    int start = single ? (int) Math.min(to, from + skip) : Utf8.forward(bytes, from, to, skip);
    int end = single ? (int) Math.min(to, start + count) : Utf8.forward(bytes, start, to, count);
    // A sum that wrapped around is beyond every text.
    end = single && start + count < 0 ? to : end;
    result.append(bytes, start, end - start);
  }

  /// `left(text, n)`: the first n characters, or all but the last -n.
  public static FlatColumn left(FlatColumn[] arguments, int rows) {
    return side(arguments, rows, true);
  }

  /// `right(text, n)`: the last n characters, or all but the first -n.
  public static FlatColumn right(FlatColumn[] arguments, int rows) {
    return side(arguments, rows, false);
  }

  private static FlatColumn side(FlatColumn[] arguments, int rows, boolean left) {
    BytesColumn text = Storage.bytes(arguments[0]);
    long[] counts = Storage.longs(arguments[1]);
    long[] validity = Nulls.strict(arguments, rows);
    byte[] bytes = text.bytes();
    BytesBuilder result = new BytesBuilder(rows, text.offsets()[rows] - text.offsets()[0]);
    for (int i = 0; i < rows; i++) {
      if (Bits.isValid(validity, i)) {
        int from = text.offsets()[i];
        int to = text.offsets()[i + 1];
        long n = counts[i];
        // The negated smallest number is negative still, and beyond every text.
        long rest = n == Long.MIN_VALUE ? Long.MAX_VALUE : -n;
        boolean fromStart = left == n >= 0;
        int cut =
            fromStart
                ? Utf8.forward(bytes, from, to, n >= 0 ? n : rest)
                : Utf8.backward(bytes, from, to, n >= 0 ? n : rest);
        result.append(bytes, left ? from : cut, left ? cut - from : to - cut);
      }
      result.endRow();
    }
    return result.build(validity);
  }
}
