package io.thalweg.exec.aggregate;

import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.aggregate.accumulator.Accumulator;
import io.thalweg.exec.aggregate.accumulator.PairAccumulator;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;

/// The statistics of pairs, of states that [PairAccumulator#save] has written.
final class MergedPairs implements Accumulator {
  private final int firstColumn;
  private final PairAccumulator pairs;

  /// @param firstColumn of a state
  MergedPairs(int firstColumn, PairAccumulator pairs) {
    this.firstColumn = firstColumn;
    this.pairs = pairs;
  }

  @Override
  public void ensure(int groups) {
    pairs.ensure(groups);
  }

  @Override
  public void add(GroupedRows rows) {
    double[][] states = new double[PairAccumulator.WIDTH][];
    for (int i = 0; i < states.length; i++) {
      states[i] = ((DoubleColumn) rows.flat(firstColumn + i)).values();
    }
    for (int row = 0; row < rows.count(); row++) {
      pairs.merge(rows.groups()[row], states, row);
    }
  }

  @Override
  public FlatColumn result(Groups groups) {
    return pairs.result(groups);
  }

  @Override
  public void clear() {
    pairs.clear();
  }

  @Override
  public long sizeInBytes() {
    return pairs.sizeInBytes();
  }
}
