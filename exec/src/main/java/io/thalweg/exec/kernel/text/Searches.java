package io.thalweg.exec.kernel.text;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import java.util.Arrays;

/// Where a text holds another one.
public final class Searches {
  private Searches() {}

  /// The kernel of `position` and `strpos`: character positions from 1, 0 when nowhere.
  ///
  /// @param text which argument is searched
  public static Kernel position(int text) {
    return (arguments, rows) -> {
      BytesColumn texts = Storage.bytes(arguments[text]);
      BytesColumn parts = Storage.bytes(arguments[1 - text]);
      int[] result = new int[rows];
      for (int i = 0; i < rows; i++) {
        int from = texts.offsets()[i];
        int found =
            BytesSearch.find(
                texts.bytes(),
                from,
                texts.offsets()[i + 1],
                parts.bytes(),
                parts.offsets()[i],
                parts.offsets()[i + 1]);
        result[i] = found < 0 ? 0 : Utf8.count(texts.bytes(), from, found) + 1;
      }
      return new IntColumn(rows, result, Nulls.strict(arguments, rows));
    };
  }

  private interface Test {
    boolean holds(byte[] text, int from, int to, byte[] part, int partFrom, int partTo);
  }

  private static Kernel test(Test test) {
    return (arguments, rows) -> {
      BytesColumn texts = Storage.bytes(arguments[0]);
      BytesColumn parts = Storage.bytes(arguments[1]);
      int[] from = texts.offsets();
      int[] partFrom = parts.offsets();
      long[] bits = new long[Bits.words(rows)];
      for (int i = 0; i < rows; i++) {
        if (test.holds(
            texts.bytes(), from[i], from[i + 1], parts.bytes(), partFrom[i], partFrom[i + 1])) {
          Bits.set(bits, i);
        }
      }
      return new BooleanColumn(rows, bits, Nulls.strict(arguments, rows));
    };
  }

  private static boolean startsWith(
      byte[] text, int from, int to, byte[] part, int partFrom, int partTo) {
    int end = from + partTo - partFrom;
    return end <= to && Arrays.equals(text, from, end, part, partFrom, partTo);
  }

  private static boolean endsWith(
      byte[] text, int from, int to, byte[] part, int partFrom, int partTo) {
    int start = to - partTo + partFrom;
    return start >= from && Arrays.equals(text, start, to, part, partFrom, partTo);
  }

  private static boolean contains(
      byte[] text, int from, int to, byte[] part, int partFrom, int partTo) {
    return BytesSearch.find(text, from, to, part, partFrom, partTo) >= 0;
  }

  /// A kernel of one argument for a constant part: `starts_with`, `ends_with` or `contains`.
  public static Kernel constant(String function, byte[] part) {
    return switch (function) {
      case "starts_with" -> LikeKernels.prefix(part);
      case "ends_with" -> LikeKernels.suffix(part);
      case "contains" -> LikeKernels.contains(part);
      default -> throw new IllegalArgumentException(function);
    };
  }

  /// The kernel of the same functions for (text, part).
  public static Kernel any(String function) {
    return switch (function) {
      case "starts_with" -> test(Searches::startsWith);
      case "ends_with" -> test(Searches::endsWith);
      case "contains" -> test(Searches::contains);
      default -> throw new IllegalArgumentException(function);
    };
  }
}
