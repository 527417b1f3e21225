package io.thalweg.exec.kernel.arithmetic;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Totals by group with the Vector API: four groups at a time, each adds those lanes of a vector
/// that are its own. The twin of [GroupTotals].
final class GroupTotalVectors {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  /// As many groups as a vector of values has lanes.
  private static final VectorSpecies<Integer> GROUPS =
      VectorSpecies.of(int.class, VectorShape.forBitSize(Math.max(64, LONGS.vectorBitSize() / 2)));

  private static final int AT_ONCE = 4;

  /// With more groups the twin is as fast; without vectors that have masks it always is.
  static final int MAX_GROUPS = LONGS.length() >= 8 ? 2 * AT_ONCE : 0;

  private GroupTotalVectors() {}

  static void sums(long[] values, int[] groups, int count, int groupCount, long[] sums) {
    int whole = LONGS.loopBound(count);
    for (int group = 0; group < groupCount; group += AT_ONCE) {
      sumsOfFour(values, groups, whole, group, sums);
    }
    for (int i = whole; i < count; i++) {
      sums[groups[i]] += values[i];
    }
  }

  private static void sumsOfFour(long[] values, int[] groups, int count, int first, long[] sums) {
    LongVector a = LongVector.zero(LONGS);
    LongVector b = a;
    LongVector c = a;
    LongVector d = a;
    for (int i = 0; i < count; i += LONGS.length()) {
      LongVector value = LongVector.fromArray(LONGS, values, i);
      IntVector group = IntVector.fromArray(GROUPS, groups, i);
      a = a.add(value, group.compare(VectorOperators.EQ, first).cast(LONGS));
      b = b.add(value, group.compare(VectorOperators.EQ, first + 1).cast(LONGS));
      c = c.add(value, group.compare(VectorOperators.EQ, first + 2).cast(LONGS));
      d = d.add(value, group.compare(VectorOperators.EQ, first + 3).cast(LONGS));
    }
    sums[first] = a.reduceLanes(VectorOperators.ADD);
    sums[first + 1] = b.reduceLanes(VectorOperators.ADD);
    sums[first + 2] = c.reduceLanes(VectorOperators.ADD);
    sums[first + 3] = d.reduceLanes(VectorOperators.ADD);
  }

  static void counts(int[] groups, int count, int groupCount, int[] counts) {
    int whole = INTS.loopBound(count);
    for (int group = 0; group < groupCount; group += AT_ONCE) {
      countsOfFour(groups, whole, group, counts);
    }
    for (int i = whole; i < count; i++) {
      counts[groups[i]]++;
    }
  }

  private static void countsOfFour(int[] groups, int count, int first, int[] counts) {
    int a = 0;
    int b = 0;
    int c = 0;
    int d = 0;
    for (int i = 0; i < count; i += INTS.length()) {
      IntVector group = IntVector.fromArray(INTS, groups, i);
      a += group.compare(VectorOperators.EQ, first).trueCount();
      b += group.compare(VectorOperators.EQ, first + 1).trueCount();
      c += group.compare(VectorOperators.EQ, first + 2).trueCount();
      d += group.compare(VectorOperators.EQ, first + 3).trueCount();
    }
    counts[first] = a;
    counts[first + 1] = b;
    counts[first + 2] = c;
    counts[first + 3] = d;
  }
}
