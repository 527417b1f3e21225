package io.thalweg.exec.kernel.arithmetic;

import java.util.List;

/// Calls of the vector forms, for warming up.
public final class ArithmeticTrials {
  private static final int ROWS = 1_024;

  private ArithmeticTrials() {}

  public static List<Runnable> all() {
    int[] ints = new int[ROWS];
    long[] longs = new long[ROWS];
    int[] intResults = new int[ROWS];
    long[] longResults = new long[ROWS];
    return List.of(
        () -> GroupTotalVectors.sums(longs, ints, ROWS, 4, longResults),
        () -> GroupTotalVectors.counts(ints, ROWS, 4, intResults),
        () -> ArithmeticVectors.spread(longs, ROWS),
        () -> ArithmeticVectors.difference(longs, longs, ROWS),
        () -> ArithmeticVectors.add(longs, longs, longResults, ROWS),
        () -> ArithmeticVectors.subtract(longs, longs, longResults, ROWS),
        () -> ArithmeticVectors.add(ints, ints, intResults, ROWS),
        () -> ArithmeticVectors.subtract(ints, ints, intResults, ROWS));
  }
}
