package io.thalweg.exec.aggregate.accumulator;

/// Sums of DOUBLE values per group.
sealed interface DoubleSums extends KeptAccumulator
    permits DoubleSumAccumulator, ExactDoubleSumAccumulator {

  double sum(int group);
}
