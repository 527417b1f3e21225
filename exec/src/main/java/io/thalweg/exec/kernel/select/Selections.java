package io.thalweg.exec.kernel.select;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;

/// From booleans to row numbers: NULL counts as not true.
public final class Selections {
  private Selections() {}

  /// Writes the rows where `condition` is true, ascending; returns how many.
  ///
  /// @param rows at least as long as `condition`
  public static int ofTrue(Column condition, int[] rows) {
    return switch (condition) {
      case ConstantColumn constant -> isTrue(constant) ? all(constant.length(), rows) : 0;
      case DictionaryColumn dictionary -> ofIds(dictionary, rows);
      case FlatColumn flat -> ofBits((BooleanColumn) flat, rows);
    };
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
    long[] bits = truth(condition);
    int n = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      kept[n] = row;
      n += (int) (bits[row >> 6] >>> row & 1);
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

  /// The bits of rows that are true.
  private static long[] truth(Column condition) {
    BooleanColumn flat = (BooleanColumn) condition.flatten();
    long[] validity = flat.validity();
    if (validity == null) {
      return flat.values();
    }
    long[] bits = new long[Bits.words(flat.length())];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = flat.values()[i] & validity[i];
    }
    return bits;
  }

  private static int ofBits(BooleanColumn column, int[] rows) {
    long[] bits = column.values();
    long[] validity = column.validity();
    int length = column.length();
    int count = 0;
    for (int from = 0; from < length; from += 64) {
      int word = from >> 6;
      long set = validity == null ? bits[word] : bits[word] & validity[word];
      if (length - from < 64) {
        set &= (1L << length - from) - 1;
      }
      if (set == -1L) {
        for (int i = 0; i < 64; i++) {
          rows[count + i] = from + i;
        }
        count += 64;
      } else {
        while (set != 0) {
          rows[count++] = from + Long.numberOfTrailingZeros(set);
          set &= set - 1;
        }
      }
    }
    return count;
  }

  private static int ofIds(DictionaryColumn column, int[] rows) {
    int length = column.length();
    if (column.values().length() == 0) {
      return 0;
    }
    long[] entries = ((BooleanColumn) column.values()).values();
    int[] ids = column.ids();
    long[] validity = column.validity();
    int count = 0;
    if (validity == null) {
      for (int i = 0; i < length; i++) {
        rows[count] = i;
        count += (int) (entries[ids[i] >> 6] >>> ids[i] & 1);
      }
      return count;
    }
    for (int i = 0; i < length; i++) {
      rows[count] = i;
      count += (int) (entries[ids[i] >> 6] >>> ids[i] & validity[i >> 6] >>> i & 1);
    }
    return count;
  }
}
