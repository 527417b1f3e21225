package io.thalweg.exec.window;

import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.LongColumn;

/// The functions that only look at a row's position among its partition and its peers.
final class Ranking {
  private Ranking() {}

  /// A position as a BIGINT.
  private interface Position {
    long of(PartitionedRows rows, int partition, int row);
  }

  /// A position as a fraction.
  private interface Fraction {
    double of(PartitionedRows rows, int partition, int row);
  }

  static WindowFunction of(String function) {
    return switch (function) {
      case "row_number" -> positions((rows, p, row) -> row - rows.partitionStart(p) + 1L);
      case "rank" -> positions(Ranking::rank);
      case "dense_rank" ->
          positions(
              (rows, p, row) -> rows.peerGroup(row) - rows.peerGroup(rows.partitionStart(p)) + 1L);
      case "percent_rank" ->
          fractions(
              (rows, p, row) -> {
                int others = rows.partitionEnd(p) - rows.partitionStart(p) - 1;
                return others == 0 ? 0 : (double) (rank(rows, p, row) - 1) / others;
              });
      case "cume_dist" ->
          fractions(
              (rows, p, row) -> {
                int start = rows.partitionStart(p);
                return (double) (rows.peerEnd(row) - start) / (rows.partitionEnd(p) - start);
              });
      default -> throw new IllegalArgumentException(function + " is no ranking function");
    };
  }

  private static long rank(PartitionedRows rows, int partition, int row) {
    return rows.peerStart(row) - rows.partitionStart(partition) + 1L;
  }

  private static WindowFunction positions(Position position) {
    return (rows, scratch) -> {
      long[] values = new long[rows.count()];
      for (int p = 0; p < rows.partitions(); p++) {
        for (int row = rows.partitionStart(p); row < rows.partitionEnd(p); row++) {
          values[row] = position.of(rows, p, row);
        }
      }
      return new LongColumn(values.length, values, null);
    };
  }

  private static WindowFunction fractions(Fraction fraction) {
    return (rows, scratch) -> {
      double[] values = new double[rows.count()];
      for (int p = 0; p < rows.partitions(); p++) {
        for (int row = rows.partitionStart(p); row < rows.partitionEnd(p); row++) {
          values[row] = fraction.of(rows, p, row);
        }
      }
      return new DoubleColumn(values.length, values, null);
    };
  }
}
