package io.thalweg.exec.aggregate;

/// An accumulator that keeps all values of its groups to the end.
interface CollectingAccumulator extends Accumulator {

  /// What it keeps.
  CollectedRows collected();
}
