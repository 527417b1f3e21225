package io.thalweg.exec.kernel;

import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;

/// The arrays behind columns whose layout the caller knows.
public final class Storage {
  private Storage() {}

  public static long[] bits(FlatColumn column) {
    return ((BooleanColumn) column).values();
  }

  public static int[] ints(FlatColumn column) {
    return ((IntColumn) column).values();
  }

  public static long[] longs(FlatColumn column) {
    return ((LongColumn) column).values();
  }

  public static double[] doubles(FlatColumn column) {
    return ((DoubleColumn) column).values();
  }

  public static BytesColumn bytes(FlatColumn column) {
    return (BytesColumn) column;
  }

  public static Int128Column wide(FlatColumn column) {
    return (Int128Column) column;
  }
}
