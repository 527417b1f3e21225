package io.thalweg.exec.kernel.compare;

import java.util.List;

/// Calls of the vector forms, for warming up.
public final class CompareTrials {
  private static final int ROWS = 1_024;

  private CompareTrials() {}

  public static List<Runnable> all() {
    int[] ints = new int[ROWS];
    long[] longs = new long[ROWS];
    double[] doubles = new double[ROWS];
    return List.of(
        () -> IntVectors.equal(ints, ints, ROWS),
        () -> IntVectors.less(ints, ints, ROWS),
        () -> IntVectors.equal(ints, 1, ROWS),
        () -> IntVectors.less(ints, 1, ROWS),
        () -> IntVectors.lessOrEqual(ints, 1, ROWS),
        () -> LongVectors.equal(longs, longs, ROWS),
        () -> LongVectors.less(longs, longs, ROWS),
        () -> LongVectors.equal(longs, 1, ROWS),
        () -> LongVectors.less(longs, 1, ROWS),
        () -> LongVectors.lessOrEqual(longs, 1, ROWS),
        () -> DoubleVectors.equal(doubles, doubles, ROWS),
        () -> DoubleVectors.less(doubles, doubles, ROWS),
        () -> DoubleVectors.equal(doubles, 1, ROWS),
        () -> DoubleVectors.less(doubles, 1, ROWS),
        () -> DoubleVectors.lessOrEqual(doubles, 1, ROWS));
  }
}
