package io.thalweg.exec.kernel.text;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.compare.BytesTest;
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
    BytesTest test = new BytesTest(literal);
    return (arguments, rows) -> {
      BytesColumn text = Storage.bytes(arguments[0]);
      return new BooleanColumn(rows, test.equal(text, rows), text.validity());
    };
  }

  static Kernel prefix(byte[] literal) {
    BytesTest test = new BytesTest(literal);
    return (arguments, rows) -> {
      BytesColumn text = Storage.bytes(arguments[0]);
      return new BooleanColumn(rows, test.prefix(text, rows), text.validity());
    };
  }

  static Kernel suffix(byte[] literal) {
    BytesTest test = new BytesTest(literal);
    return (arguments, rows) -> {
      BytesColumn text = Storage.bytes(arguments[0]);
      return new BooleanColumn(rows, test.suffix(text, rows), text.validity());
    };
  }

  static Kernel contains(byte[] literal) {
    return (arguments, rows) -> {
      BytesColumn text = Storage.bytes(arguments[0]);
      long[] bits =
          literal.length == 0
              ? Bits.allSet(rows)
              : candidates(text, rows, literal, (row, from) -> true);
      return new BooleanColumn(rows, bits, text.validity());
    };
  }

  /// Decides on a row in which a literal stands, at `from` first.
  private interface Candidate {
    boolean matches(int row, int from);
  }

  /// Looks for the literal in all rows at once, across their borders, and asks `candidate` for each
  /// row that has it.
  ///
  /// @param literal at least one byte
  private static long[] candidates(
      BytesColumn text, int rows, byte[] literal, Candidate candidate) {
    byte[] bytes = text.bytes();
    int[] offsets = text.offsets();
    long[] bits = new long[Bits.words(rows)];
    int end = offsets[rows];
    int row = 0;
    int at = BytesSearch.find(bytes, offsets[0], end, literal);
    while (at >= 0) {
      while (offsets[row + 1] <= at) {
        row++;
      }
      boolean inside = at + literal.length <= offsets[row + 1];
      if (inside && candidate.matches(row, at)) {
        bits[row >> 6] |= 1L << row;
      }
      // Behind the row, or one byte on when the literal only began in it.
      at = BytesSearch.find(bytes, inside ? offsets[row + 1] : at + 1, end, literal);
    }
    return bits;
  }

  /// A pattern that starts with `%` and a literal is looked for as [#contains] is.
  private static Kernel general(LikePattern pattern) {
    byte[] literal = pattern.firstFloating();
    if (literal.length == 0) {
      return (arguments, rows) -> eachRow(pattern, Storage.bytes(arguments[0]), rows);
    }
    return (arguments, rows) -> {
      BytesColumn text = Storage.bytes(arguments[0]);
      byte[] bytes = text.bytes();
      int[] offsets = text.offsets();
      long[] bits =
          candidates(
              text,
              rows,
              literal,
              (row, from) -> pattern.matchesFrom(bytes, from, offsets[row + 1]));
      return new BooleanColumn(rows, bits, text.validity());
    };
  }

  private static BooleanColumn eachRow(LikePattern pattern, BytesColumn text, int rows) {
    byte[] bytes = text.bytes();
    int[] offsets = text.offsets();
    long[] bits = new long[Bits.words(rows)];
    for (int i = 0; i < rows; i++) {
      if (pattern.matches(bytes, offsets[i], offsets[i + 1])) {
        bits[i >> 6] |= 1L << i;
      }
    }
    return new BooleanColumn(rows, bits, text.validity());
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
