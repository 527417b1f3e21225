package io.thalweg.exec.state;

import io.thalweg.core.data.Bits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Some groups of a table, by number: a range, or a list in any order. Immutable.
public final class Groups {
  private final int @Nullable [] list;
  private final int from;
  private final int count;

  private Groups(int @Nullable [] list, int from, int count) {
    this.list = list;
    this.from = from;
    this.count = count;
  }

  /// The groups `from..from+count)`.
  public static Groups range(int from, int count) {
    return new Groups(null, from, count);
  }

  /// The groups `list[0..count)`.
  public static Groups of(int[] list, int count) {
    return new Groups(list, 0, count);
  }

  /// The groups `list[0..count)`, each of which is greater than the one before.
  public static Groups ascending(int[] list, int count) {
    boolean isRange = count > 0 && list[count - 1] - list[0] == count - 1;
    return isRange ? range(list[0], count) : of(list, count);
  }

  public int count() {
    return count;
  }

  /// The number of the `i`-th group.
  public int at(int i) {
    return list == null ? from + i : list[i];
  }

  /// Whether all numbers are below `bound`.
  public boolean areBelow(int bound) {
    return bound() <= bound;
  }

  /// The least number above all of these.
  public int bound() {
    if (list == null) {
      return count == 0 ? 0 : from + count;
    }
    int bound = 0;
    for (int i = 0; i < count; i++) {
      bound = Math.max(bound, list[i] + 1);
    }
    return bound;
  }

  /// Whether these are all numbers from `start` on up to [#bound], in order.
  public boolean isRangeFrom(int start) {
    return list == null && from == start;
  }

  /// Groups `start..start+size)` of these.
  public Groups slice(int start, int size) {
    return list == null
        ? range(from + start, size)
        : of(Arrays.copyOfRange(list, start, start + size), size);
  }

  /// The groups' entries of an array with one per group.
  public long[] longs(long[] values) {
    if (list == null) {
      return Arrays.copyOfRange(values, from, from + count);
    }
    long[] picked = new long[count];
    for (int i = 0; i < count; i++) {
      picked[i] = values[list[i]];
    }
    return picked;
  }

  /// The groups' entries of an array with one per group.
  public double[] doubles(double[] values) {
    if (list == null) {
      return Arrays.copyOfRange(values, from, from + count);
    }
    double[] picked = new double[count];
    for (int i = 0; i < count; i++) {
      picked[i] = values[list[i]];
    }
    return picked;
  }

  /// Writes `values[0..count)` to the groups' entries of `target`.
  public void put(long[] values, long[] target) {
    if (list == null) {
      System.arraycopy(values, 0, target, from, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[at(i)] = values[i];
    }
  }

  /// Writes `values[0..count)` to the groups' entries of `target`.
  public void put(double[] values, double[] target) {
    if (list == null) {
      System.arraycopy(values, 0, target, from, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[at(i)] = values[i];
    }
  }

  /// Writes one value to the groups' entries of `target`.
  public void fill(long[] target, long value) {
    for (int i = 0; i < count; i++) {
      target[at(i)] = value;
    }
  }

  /// Writes one value to the groups' entries of `target`.
  public void fill(double[] target, double value) {
    for (int i = 0; i < count; i++) {
      target[at(i)] = value;
    }
  }

  /// The groups' bits of a bitmap with one per group; null stays null.
  public long @Nullable [] bits(long @Nullable [] bits) {
    return list == null ? Bits.slice(bits, from, count) : Bits.gather(bits, list, count);
  }
}
