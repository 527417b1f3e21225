package io.thalweg.exec.kernel.select;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.VectorModule;
import org.jspecify.annotations.Nullable;

/// From booleans to row numbers: NULL counts as not true.
public final class Selections {
  private Selections() {}

  /// Writes the rows where `condition` is true, ascending; returns how many.
  ///
  /// @param rows at least as long as `condition`
  public static int ofTrue(Column condition, int[] rows) {
    return condition instanceof ConstantColumn constant
        ? isTrue(constant) ? all(constant.length(), rows) : 0
        : rowsOf(truth(condition), condition.length(), rows);
  }

  /// All of `count` rows.
  public static int all(int count, int[] rows) {
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
    return count;
  }

  /// Keeps those of `rows[0..count)` at which `condition` is true.
  ///
  /// @param kept may be `rows` itself
  public static int retainTrue(Column condition, int[] rows, int count, int[] kept) {
    if (condition instanceof ConstantColumn constant) {
      return isTrue(constant) ? copy(rows, count, kept) : 0;
    }
    if (condition instanceof DictionaryColumn dictionary && dictionary.validity() == null) {
      return retainIds(dictionary, rows, count, kept);
    }
    long[] bits = truth(condition);
    int n = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      kept[n] = row;
      n += (int) (bits[row >> 6] >>> row & 1);
    }
    return n;
  }

  private static int retainIds(DictionaryColumn column, int[] rows, int count, int[] kept) {
    if (column.values().length() == 0) {
      return 0;
    }
    long[] entries = ((BooleanColumn) column.values()).values();
    int[] ids = column.ids();
    int n = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      int id = ids[row];
      kept[n] = row;
      n += (int) (entries[id >> 6] >>> id & 1);
    }
    return n;
  }

  /// Keeps `rows[i]` where `condition` is true at `i`.
  ///
  /// @param kept may be `rows` itself
  public static int retainPositions(Column condition, int[] rows, int count, int[] kept) {
    if (condition instanceof ConstantColumn constant) {
      return isTrue(constant) ? copy(rows, count, kept) : 0;
    }
    long[] bits = truth(condition);
    int n = 0;
    for (int i = 0; i < count; i++) {
      kept[n] = rows[i];
      n += (int) (bits[i >> 6] >>> i & 1);
    }
    return n;
  }

  private static int copy(int[] rows, int count, int[] kept) {
    if (rows != kept) {
      System.arraycopy(rows, 0, kept, 0, count);
    }
    return count;
  }

  private static boolean isTrue(ConstantColumn constant) {
    return !constant.isNull(0) && ((BooleanColumn) constant.value()).value(0);
  }

  /// The bitmap of the rows that are true. Bits behind the last row are unspecified.
  public static long[] truth(Column condition) {
    return switch (condition) {
      case ConstantColumn constant ->
          isTrue(constant)
              ? Bits.allSet(constant.length())
              : new long[Bits.words(constant.length())];
      case DictionaryColumn dictionary -> truthOfIds(dictionary);
      case FlatColumn flat -> onlyValid(((BooleanColumn) flat).values(), flat.validity());
    };
  }

  /// Writes the numbers of the set bits among the first `length`, ascending; returns how many.
  ///
  /// @param rows at least `length` entries
  public static int rowsOf(long[] bits, int length, int[] rows) {
    return VectorModule.isUsed()
        ? SelectionVectors.rowsOf(bits, length, rows)
        : rowsOf(bits, 0, length, rows, 0);
  }

  /// The same for the bits from `start` (the first of a word) on, behind `found` rows.
  static int rowsOf(long[] bits, int start, int length, int[] rows, int found) {
    int count = found;
    for (int from = start; from < length; from += 64) {
      long set = bits[from >> 6];
      if (length - from < 64) {
        set &= (1L << length - from) - 1;
      }
      while (set != 0) {
        rows[count++] = from + Long.numberOfTrailingZeros(set);
        set &= set - 1;
      }
    }
    return count;
  }

  private static long[] truthOfIds(DictionaryColumn column) {
    int length = column.length();
    int entries = column.values().length();
    if (entries == 0) {
      return new long[Bits.words(length)];
    }
    long[] table = ((BooleanColumn) column.values()).values();
    long[] bits = new long[Bits.words(length)];
    if (VectorModule.isUsed() && entries <= Integer.SIZE) {
      SelectionVectors.lookUp((int) table[0], column.ids(), length, bits);
    } else {
      lookUp(table, column.ids(), 0, length, bits);
    }
    return onlyValid(bits, column.validity());
  }

  /// Sets bit `i` where bit `ids[i]` of `table` is set, for the rows from `start`, the first of a
  /// word.
  static void lookUp(long[] table, int[] ids, int start, int length, long[] bits) {
    for (int from = start; from < length; from += 64) {
      int to = Math.min(length, from + 64);
      long word = 0;
      for (int i = from; i < to; i++) {
        int id = ids[i];
        word |= (table[id >> 6] >>> id & 1L) << i;
      }
      bits[from >> 6] = word;
    }
  }

  private static long[] onlyValid(long[] bits, long @Nullable [] validity) {
    if (validity == null) {
      return bits;
    }
    long[] result = new long[bits.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = bits[i] & validity[i];
    }
    return result;
  }
}
