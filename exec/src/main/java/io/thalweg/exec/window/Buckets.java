package io.thalweg.exec.window;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.state.KeyVector;

/// `ntile`: spreads a partition's rows over buckets whose sizes differ by at most one, larger ones
/// first.
///
/// @param argument the column of the number of buckets
record Buckets(int argument) implements WindowFunction {
  @Override
  public Column compute(PartitionedRows rows, MemoryReservation scratch) {
    Column column = rows.rows().column(argument);
    long[] buckets = KeyVector.longs(column, new long[rows.count()]);
    long[] values = new long[rows.count()];
    long[] validity = Bits.allSet(rows.count());
    for (int p = 0; p < rows.partitions(); p++) {
      int start = rows.partitionStart(p);
      int size = rows.partitionEnd(p) - start;
      for (int row = start; row < start + size; row++) {
        if (column.isNull(row)) {
          Bits.clear(validity, row);
        } else {
          values[row] = bucket(row - start, size, buckets[row]);
        }
      }
    }
    return new LongColumn(values.length, values, validity);
  }

  private static long bucket(int position, int size, long buckets) {
    if (buckets <= 0) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT, "ntile(" + buckets + "): use at least one bucket");
    }
    long small = size / buckets;
    long larger = size % buckets;
    long inLarger = larger * (small + 1);
    return position < inLarger
        ? position / (small + 1) + 1
        : larger + (position - inLarger) / small + 1;
  }
}
