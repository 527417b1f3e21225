package io.thalweg.exec.join.continuous;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.exec.join.pair.PairRows;
import org.jspecify.annotations.Nullable;

/// A batch of one input while it is joined with what is kept of the other one. Used by one task.
final class DeltaRows implements PairRows {
  private final Batch rows;
  private final PairRows source;
  private final int @Nullable [] weights;

  /// The rows whose matches are wanted.
  private final int[] probing;

  private final int probingCount;

  /// By row: the weights of its matches added up; empty when nobody asks.
  private final long[] matches;

  /// @param rows without a selection
  /// @param probing the rows to look up, in the first `probingCount` entries
  /// @param counts whether their matches are to be counted
  DeltaRows(Batch rows, int[] probing, int probingCount, boolean counts) {
    this.rows = rows;
    this.source = PairRows.of(rows);
    this.weights = rows.weights();
    this.probing = probing;
    this.probingCount = probingCount;
    this.matches = new long[counts ? rows.length() : 0];
  }

  /// All rows of a batch.
  static DeltaRows all(Batch rows, boolean counts) {
    int[] every = new int[rows.length()];
    for (int i = 0; i < every.length; i++) {
      every[i] = i;
    }
    return new DeltaRows(rows, every, every.length, counts);
  }

  Batch rows() {
    return rows;
  }

  /// The rows to look up, as a batch in the same order.
  Batch probingRows() {
    return probingCount == rows.length() ? rows : rows.withSelection(probing, probingCount);
  }

  int probingCount() {
    return probingCount;
  }

  /// The row behind the `i`-th to look up.
  int probing(int i) {
    return probing[i];
  }

  int weight(int row) {
    return weights == null ? 1 : weights[row];
  }

  boolean countsMatches() {
    return matches.length > 0;
  }

  long matches(int row) {
    return matches[row];
  }

  /// Notes that `row` matches rows of this weight.
  void match(int row, int weight) {
    matches[row] += weight;
  }

  @Override
  public Column pick(int ordinal, int[] picked, int count) {
    return source.pick(ordinal, picked, count);
  }
}
