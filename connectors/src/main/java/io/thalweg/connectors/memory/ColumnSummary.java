package io.thalweg.connectors.memory;

import io.thalweg.core.connector.ColumnStatistics;
import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.NullColumn;
import io.thalweg.core.data.RowColumn;
import io.thalweg.core.type.DataType;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Bounds, distinct values, NULLs and bytes of the rows added to it.
///
/// Bounds are kept for INT, LONG, DOUBLE (without NaN) and BYTES columns, in physical form. Not
/// thread-safe while it is filled.
final class ColumnSummary {
  private static final int LONGEST_BOUND = 64;

  private final DistinctSketch sketch = new DistinctSketch();
  private long nulls;
  private long bytes;
  private boolean hasLongs;
  private long minLong = Long.MAX_VALUE;
  private long maxLong = Long.MIN_VALUE;
  private boolean isInt;
  private boolean hasDoubles;
  private boolean unbounded;
  private double minDouble = Double.POSITIVE_INFINITY;
  private double maxDouble = Double.NEGATIVE_INFINITY;
  private byte @Nullable [] minBytes;
  private byte @Nullable [] maxBytes;

  void add(Column column) {
    switch (column) {
      case ConstantColumn constant -> {
        addFlat(constant.value());
        nulls += constant.value().isNull(0) ? constant.length() - 1L : 0;
      }
      case DictionaryColumn dictionary -> addDictionary(dictionary);
      case FlatColumn flat -> addFlat(flat);
    }
  }

  private void addDictionary(DictionaryColumn column) {
    int[] used = new int[column.length()];
    boolean[] seen = new boolean[column.values().length()];
    int count = 0;
    for (int i = 0; i < column.length(); i++) {
      if (column.isNull(i)) {
        nulls++;
      } else if (!seen[column.ids()[i]]) {
        seen[column.ids()[i]] = true;
        used[count++] = column.ids()[i];
      }
    }
    addFlat(column.values().gather(used, count));
  }

  private void addFlat(FlatColumn column) {
    bytes += column.sizeInBytes();
    switch (column) {
      case IntColumn ints -> addInts(ints);
      case LongColumn longs -> addLongs(longs);
      case DoubleColumn doubles -> addDoubles(doubles);
      case BytesColumn strings -> addBytes(strings);
      case Int128Column wide -> addWide(wide);
      case BooleanColumn booleans -> addBooleans(booleans);
      case ArrayColumn _, RowColumn _, NullColumn _ -> countNulls(column);
    }
  }

  private void addInts(IntColumn column) {
    isInt = true;
    int[] values = column.values();
    for (int i = 0; i < column.length(); i++) {
      if (column.isNull(i)) {
        nulls++;
      } else {
        addLong(values[i]);
      }
    }
  }

  private void addLongs(LongColumn column) {
    long[] values = column.values();
    for (int i = 0; i < column.length(); i++) {
      if (column.isNull(i)) {
        nulls++;
      } else {
        addLong(values[i]);
      }
    }
  }

  private void addLong(long value) {
    hasLongs = true;
    minLong = Math.min(minLong, value);
    maxLong = Math.max(maxLong, value);
    sketch.add(value);
  }

  private void addDoubles(DoubleColumn column) {
    double[] values = column.values();
    for (int i = 0; i < column.length(); i++) {
      if (column.isNull(i)) {
        nulls++;
        continue;
      }
      hasDoubles = true;
      unbounded |= Double.isNaN(values[i]);
      minDouble = Math.min(minDouble, values[i]);
      maxDouble = Math.max(maxDouble, values[i]);
      sketch.add(Double.doubleToLongBits(values[i]));
    }
  }

  private void addBytes(BytesColumn column) {
    int[] offsets = column.offsets();
    for (int i = 0; i < column.length(); i++) {
      if (column.isNull(i)) {
        nulls++;
        continue;
      }
      sketch.add(column.bytes(), offsets[i], offsets[i + 1]);
      if (offsets[i + 1] - offsets[i] > LONGEST_BOUND) {
        unbounded = true;
      } else if (!unbounded) {
        widen(column.bytes(), offsets[i], offsets[i + 1]);
      }
    }
  }

  private void widen(byte[] source, int from, int to) {
    if (minBytes == null
        || Arrays.compareUnsigned(source, from, to, minBytes, 0, minBytes.length) < 0) {
      minBytes = Arrays.copyOfRange(source, from, to);
    }
    if (maxBytes == null
        || Arrays.compareUnsigned(source, from, to, maxBytes, 0, maxBytes.length) > 0) {
      maxBytes = Arrays.copyOfRange(source, from, to);
    }
  }

  private void addWide(Int128Column column) {
    for (int i = 0; i < column.length(); i++) {
      if (column.isNull(i)) {
        nulls++;
      } else {
        sketch.add(column.high()[i] * 31 ^ column.low()[i]);
      }
    }
  }

  private void addBooleans(BooleanColumn column) {
    for (int i = 0; i < column.length(); i++) {
      if (column.isNull(i)) {
        nulls++;
      } else {
        sketch.add(column.value(i) ? 1 : 0);
      }
    }
  }

  private void countNulls(FlatColumn column) {
    for (int i = 0; i < column.length(); i++) {
      nulls += column.isNull(i) ? 1 : 0;
    }
  }

  void merge(ColumnSummary other) {
    sketch.merge(other.sketch);
    nulls += other.nulls;
    bytes += other.bytes;
    isInt |= other.isInt;
    hasLongs |= other.hasLongs;
    minLong = Math.min(minLong, other.minLong);
    maxLong = Math.max(maxLong, other.maxLong);
    hasDoubles |= other.hasDoubles;
    unbounded |= other.unbounded;
    minDouble = Math.min(minDouble, other.minDouble);
    maxDouble = Math.max(maxDouble, other.maxDouble);
    if (other.minBytes != null) {
      widen(other.minBytes, 0, other.minBytes.length);
    }
    if (other.maxBytes != null) {
      widen(other.maxBytes, 0, other.maxBytes.length);
    }
  }

  /// @param rows that are left
  /// @param writtenRows that were added, deleted ones included
  ColumnStatistics statistics(DataType type, long rows, long writtenRows) {
    double distinct = Math.min(sketch.estimate(), rows);
    double nullFraction = writtenRows == 0 ? 0 : (double) nulls / writtenRows;
    return new ColumnStatistics(
        OptionalDouble.of(distinct),
        OptionalDouble.of(nullFraction),
        bound(type, true),
        bound(type, false),
        writtenRows == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of((double) bytes / writtenRows));
  }

  private @Nullable Object bound(DataType type, boolean lower) {
    if (hasLongs) {
      long value = lower ? minLong : maxLong;
      FlatColumn one =
          isInt
              ? new IntColumn(1, new int[] {(int) value}, null)
              : new LongColumn(1, new long[] {value}, null);
      return ColumnValues.get(type, one, 0);
    }
    if (hasDoubles && !unbounded) {
      return lower ? minDouble : maxDouble;
    }
    byte[] value = lower ? minBytes : maxBytes;
    if (value == null || unbounded) {
      return null;
    }
    return ColumnValues.get(type, new BytesColumn(1, new int[] {0, value.length}, value, null), 0);
  }
}
