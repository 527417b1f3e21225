package io.thalweg.exec.kernel.arithmetic;

import io.thalweg.exec.kernel.VectorModule;
import java.util.Arrays;

/// Sums and counts of a batch by group, where there are few groups. One task's: holds scratch
/// space.
public final class GroupTotals {
  /// Additions to one place wait for each other, and neighbours often have one group: so many
  /// places per group take turns.
  private static final int LANES = 4;

  private long[] sums = {};
  private int[] counts = {};

  /// Adds up `values[0..count)` by group. No sum of some of them may leave the range of a `long`.
  ///
  /// @param groups numbers from 0 to `groupCount`, that one for rows that do not count
  /// @return the sums of the groups in the first `groupCount` entries, until the next call
  public long[] sums(long[] values, int[] groups, int count, int groupCount) {
    if (sums.length <= groupCount * LANES) {
      sums = new long[(groupCount + 1) * LANES];
    }
    if (VectorModule.isUsed() && groupCount <= GroupTotalVectors.MAX_GROUPS) {
      GroupTotalVectors.sums(values, groups, count, groupCount, sums);
    } else {
      sums(values, groups, count, groupCount, sums);
    }
    return sums;
  }

  /// As [#sums(long[], int[], int, int)], into an array of [#LANES] places per group and one more.
  static void sums(long[] values, int[] groups, int count, int groupCount, long[] sums) {
    Arrays.fill(sums, 0, LANES * (groupCount + 1), 0);
    int i = 0;
    for (; i + LANES <= count; i += LANES) {
      sums[LANES * groups[i]] += values[i];
      sums[LANES * groups[i + 1] + 1] += values[i + 1];
      sums[LANES * groups[i + 2] + 2] += values[i + 2];
      sums[LANES * groups[i + 3] + 3] += values[i + 3];
    }
    for (; i < count; i++) {
      sums[LANES * groups[i]] += values[i];
    }
    for (int group = 0; group < groupCount; group++) {
      int at = LANES * group;
      sums[group] = sums[at] + sums[at + 1] + sums[at + 2] + sums[at + 3];
    }
  }

  /// Counts rows by group.
  ///
  /// @param groups numbers from 0 to `groupCount`, that one for rows that do not count
  /// @return the counts of the groups in the first `groupCount` entries, until the next call
  public int[] counts(int[] groups, int count, int groupCount) {
    if (counts.length <= groupCount * LANES) {
      counts = new int[(groupCount + 1) * LANES];
    }
    if (VectorModule.isUsed() && groupCount <= GroupTotalVectors.MAX_GROUPS) {
      GroupTotalVectors.counts(groups, count, groupCount, counts);
    } else {
      counts(groups, count, groupCount, counts);
    }
    return counts;
  }

  /// As [#counts(int[], int, int)], into an array of [#LANES] places per group and one more.
  static void counts(int[] groups, int count, int groupCount, int[] counts) {
    Arrays.fill(counts, 0, LANES * (groupCount + 1), 0);
    int i = 0;
    for (; i + LANES <= count; i += LANES) {
      counts[LANES * groups[i]]++;
      counts[LANES * groups[i + 1] + 1]++;
      counts[LANES * groups[i + 2] + 2]++;
      counts[LANES * groups[i + 3] + 3]++;
    }
    for (; i < count; i++) {
      counts[LANES * groups[i]]++;
    }
    for (int group = 0; group < groupCount; group++) {
      int at = LANES * group;
      counts[group] = counts[at] + counts[at + 1] + counts[at + 2] + counts[at + 3];
    }
  }
}
