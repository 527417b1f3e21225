package io.thalweg.exec.aggregate.accumulator.collect;

import io.thalweg.exec.aggregate.accumulator.Accumulator;

/// An accumulator that keeps all values of its groups to the end.
public interface CollectingAccumulator extends Accumulator {

  /// What it keeps.
  CollectedRows collected();
}
