package io.thalweg.exec.sort;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.NullColumn;
import io.thalweg.core.data.RowColumn;
import io.thalweg.core.plan.SortKey;

/// Order-preserving 63-bit prefixes of sort keys, so that most comparisons are of two longs.
///
/// A value's prefix lies in `-2^62 .. 2^62`; NULL lies outside, before or behind all of them.
final class KeyPrefix {
  private static final long NULL_FIRST = Long.MIN_VALUE;
  private static final long NULL_LAST = Long.MAX_VALUE;
  private static final int PREFIX_BYTES = 7;

  private KeyPrefix() {}

  /// One prefix for each of the first `rows` rows.
  static long[] of(FlatColumn column, int rows, SortKey key) {
    long[] prefixes = new long[rows];
    switch (column) {
      case IntColumn ints -> {
        for (int i = 0; i < rows; i++) {
          prefixes[i] = ints.values()[i];
        }
      }
      case LongColumn longs -> {
        for (int i = 0; i < rows; i++) {
          prefixes[i] = longs.values()[i] >> 1;
        }
      }
      case DoubleColumn doubles -> {
        for (int i = 0; i < rows; i++) {
          prefixes[i] = ofDouble(doubles.values()[i]);
        }
      }
      case BytesColumn bytes -> {
        for (int i = 0; i < rows; i++) {
          prefixes[i] = ofBytes(bytes, i);
        }
      }
      case Int128Column wide -> {
        for (int i = 0; i < rows; i++) {
          prefixes[i] = wide.high()[i] >> 1;
        }
      }
      case BooleanColumn booleans -> {
        for (int i = 0; i < rows; i++) {
          prefixes[i] = booleans.value(i) ? 1 : 0;
        }
      }
      case ArrayColumn _, RowColumn _, NullColumn _ -> {
        // No prefix: every comparison looks at the values.
      }
    }
    if (key.descending()) {
      for (int i = 0; i < rows; i++) {
        prefixes[i] = ~prefixes[i];
      }
    }
    if (column.mayHaveNulls()) {
      for (int i = 0; i < rows; i++) {
        if (column.isNull(i)) {
          prefixes[i] = key.nullsFirst() ? NULL_FIRST : NULL_LAST;
        }
      }
    }
    return prefixes;
  }

  private static long ofDouble(double value) {
    // Adding 0.0 turns -0.0 into 0.0; doubleToLongBits has one NaN, above infinity.
    long bits = Double.doubleToLongBits(value + 0.0);
    return (bits ^ (bits >> 63) & Long.MAX_VALUE) >> 1;
  }

  private static long ofBytes(BytesColumn column, int row) {
    byte[] bytes = column.bytes();
    int from = column.offsets()[row];
    int count = Math.min(PREFIX_BYTES, column.offsets()[row + 1] - from);
    long prefix = 0;
    for (int i = 0; i < count; i++) {
      prefix |= (bytes[from + i] & 0xFFL) << (8 * (PREFIX_BYTES - 1 - i));
    }
    return prefix;
  }
}
