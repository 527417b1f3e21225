package io.thalweg.connectors.memory;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import java.util.Objects;
import java.util.function.IntToLongFunction;

/// Whole rows compared by value: a hash per row, and whether two rows are equal (NULL is equal to
/// NULL). Stateless.
final class RowHash {
  private static final long NULL = 0x9E3779B97F4A7C15L;
  private static final long MULTIPLIER = 0xBF58476D1CE4E5B9L;

  private RowHash() {}

  /// @param batch without selection
  static long[] of(Schema schema, Batch batch) {
    long[] hashes = new long[batch.length()];
    for (int i = 0; i < schema.size(); i++) {
      FlatColumn column = batch.column(i).flatten();
      IntToLongFunction value = value(schema.type(i), column);
      for (int row = 0; row < hashes.length; row++) {
        long next = column.isNull(row) ? NULL : value.applyAsLong(row);
        long h = (Long.rotateLeft(hashes[row], 23) ^ next) * MULTIPLIER;
        hashes[row] = h ^ h >>> 31;
      }
    }
    return hashes;
  }

  private static IntToLongFunction value(DataType type, FlatColumn column) {
    return switch (column) {
      case IntColumn ints -> row -> ints.values()[row];
      case LongColumn longs -> row -> longs.values()[row];
      case DoubleColumn doubles -> row -> Double.doubleToLongBits(doubles.values()[row] + 0.0);
      case BooleanColumn booleans -> row -> booleans.value(row) ? 1 : 2;
      case Int128Column wide -> row -> wide.high()[row] * 31 + wide.low()[row];
      case BytesColumn bytes -> row -> hash(bytes, row);
      case FlatColumn nested -> row -> Objects.hashCode(ColumnValues.get(type, nested, row));
    };
  }

  private static long hash(BytesColumn column, int row) {
    byte[] bytes = column.bytes();
    long h = 1;
    for (int i = column.offsets()[row]; i < column.offsets()[row + 1]; i++) {
      h = h * 31 + bytes[i];
    }
    return h;
  }

  static boolean equal(Schema schema, Batch one, int row, Batch other, int otherRow) {
    for (int i = 0; i < schema.size(); i++) {
      if (!equal(schema.type(i), one.column(i), row, other.column(i), otherRow)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(DataType type, Column one, int row, Column other, int otherRow) {
    if (one instanceof DoubleColumn left && other instanceof DoubleColumn right) {
      if (one.isNull(row) || other.isNull(otherRow)) {
        return one.isNull(row) == other.isNull(otherRow);
      }
      return Double.compare(left.values()[row] + 0.0, right.values()[otherRow] + 0.0) == 0;
    }
    if (one instanceof LongColumn left && other instanceof LongColumn right) {
      boolean isNull = one.isNull(row);
      return isNull == other.isNull(otherRow)
          && (isNull || left.values()[row] == right.values()[otherRow]);
    }
    return Objects.equals(
        ColumnValues.get(type, one, row), ColumnValues.get(type, other, otherRow));
  }
}
