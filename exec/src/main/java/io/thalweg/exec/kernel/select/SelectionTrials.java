package io.thalweg.exec.kernel.select;

import io.thalweg.core.data.Bits;
import java.util.Arrays;
import java.util.List;

/// Calls of the vector forms, for warming up.
public final class SelectionTrials {
  private static final int ROWS = 1_024;

  private SelectionTrials() {}

  public static List<Runnable> all() {
    long[] bits = new long[Bits.words(ROWS)];
    Arrays.fill(bits, 0x5a5a_5a5a_5a5a_5a5aL);
    long[] found = new long[bits.length];
    int[] rows = new int[ROWS];
    return List.of(
        () -> SelectionVectors.rowsOf(bits, ROWS, rows),
        () -> SelectionVectors.lookUp(5, new int[ROWS], ROWS, found));
  }
}
