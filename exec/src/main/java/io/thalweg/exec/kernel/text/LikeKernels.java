package io.thalweg.exec.kernel.text;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import java.util.Arrays;
import java.util.Locale;

/// LIKE and ILIKE. A constant pattern is compiled once; prefixes, suffixes and substrings have
/// loops of their own.
public final class LikeKernels {
  private LikeKernels() {}

  /// A kernel of one argument for a constant pattern.
  public static Kernel of(String pattern, String escape, boolean ignoreCase) {
    if (ignoreCase) {
      Kernel lower = of(lower(pattern), lower(escape), false);
      return (arguments, rows) ->
          lower.apply(new FlatColumn[] {Cases.lower(arguments, rows)}, rows);
    }
    LikePattern parsed = LikePattern.parse(pattern, escape);
    return switch (parsed.shape()) {
      case EXACT -> exact(parsed.literal());
      case PREFIX -> prefix(parsed.literal());
      case SUFFIX -> suffix(parsed.literal());
      case CONTAINS -> contains(parsed.literal());
      case GENERAL -> general(parsed);
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Kernel exact(byte[] literal) {
    return (arguments, rows) -> {
      BytesColumn text = Storage.bytes(arguments[0]);
      byte[] bytes = text.bytes();
      int[] offsets = text.offsets();
      long[] bits = new long[Bits.words(rows)];
      for (int i = 0; i < rows; i++) {
        if (offsets[i + 1] - offsets[i] == literal.length
            && Arrays.equals(bytes, offsets[i], offsets[i + 1], literal, 0, literal.length)) {
          bits[i >> 6] |= 1L << i;
        }
      }
      return new BooleanColumn(rows, bits, text.validity());
    };
  }

  static Kernel prefix(byte[] literal) {
    return (arguments, rows) -> {
      BytesColumn text = Storage.bytes(arguments[0]);
      byte[] bytes = text.bytes();
      int[] offsets = text.offsets();
      int length = literal.length;
      long[] bits = new long[Bits.words(rows)];
      for (int i = 0; i < rows; i++) {
        int from = offsets[i];
        if (offsets[i + 1] - from >= length
            && Arrays.equals(bytes, from, from + length, literal, 0, length)) {
          bits[i >> 6] |= 1L << i;
        }
      }
      return new BooleanColumn(rows, bits, text.validity());
    };
  }

  static Kernel suffix(byte[] literal) {
    return (arguments, rows) -> {
      BytesColumn text = Storage.bytes(arguments[0]);
      byte[] bytes = text.bytes();
      int[] offsets = text.offsets();
      int length = literal.length;
      long[] bits = new long[Bits.words(rows)];
      for (int i = 0; i < rows; i++) {
        int to = offsets[i + 1];
        if (to - offsets[i] >= length
            && Arrays.equals(bytes, to - length, to, literal, 0, length)) {
          bits[i >> 6] |= 1L << i;
        }
      }
      return new BooleanColumn(rows, bits, text.validity());
    };
  }

  static Kernel contains(byte[] literal) {
    return (arguments, rows) -> {
      BytesColumn text = Storage.bytes(arguments[0]);
      byte[] bytes = text.bytes();
      int[] offsets = text.offsets();
      long[] bits = new long[Bits.words(rows)];
      for (int i = 0; i < rows; i++) {
        if (BytesSearch.find(bytes, offsets[i], offsets[i + 1], literal) >= 0) {
          bits[i >> 6] |= 1L << i;
        }
      }
      return new BooleanColumn(rows, bits, text.validity());
    };
  }

  private static Kernel general(LikePattern pattern) {
    return (arguments, rows) -> {
      BytesColumn text = Storage.bytes(arguments[0]);
      byte[] bytes = text.bytes();
      int[] offsets = text.offsets();
      long[] bits = new long[Bits.words(rows)];
      for (int i = 0; i < rows; i++) {
        if (pattern.matches(bytes, offsets[i], offsets[i + 1])) {
          bits[i >> 6] |= 1L << i;
        }
      }
      return new BooleanColumn(rows, bits, text.validity());
    };
  }

  /// A kernel of (value, pattern [, escape]).
  public static Kernel ofColumns(boolean ignoreCase) {
    return (arguments, rows) -> {
      BytesColumn text =
          ignoreCase ? Storage.bytes(Cases.lower(arguments, rows)) : Storage.bytes(arguments[0]);
      BytesColumn patterns = Storage.bytes(arguments[1]);
      long[] validity = Nulls.strict(arguments, rows);
      long[] bits = new long[Bits.words(rows)];
      for (int i = 0; i < rows; i++) {
        if (Bits.isValid(validity, i)) {
          String pattern = patterns.string(i);
          String escape = arguments.length > 2 ? Storage.bytes(arguments[2]).string(i) : "\\";
          LikePattern parsed =
              ignoreCase
                  ? LikePattern.parse(lower(pattern), lower(escape))
                  : LikePattern.parse(pattern, escape);
          if (parsed.matches(text.bytes(), text.offsets()[i], text.offsets()[i + 1])) {
            Bits.set(bits, i);
          }
        }
      }
      return new BooleanColumn(rows, bits, validity);
    };
  }
}
