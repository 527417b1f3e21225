package io.thalweg.exec.kernel.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.exec.kernel.VectorModule;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GroupTotalsTest {
  private static final int[] SIZES = {0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 2047, 2048, 2049};

  /// The last group is that of rows that do not count.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyGroupGetsItsOwnRows(boolean vectors) {
    Random random = new Random(3);
    VectorModule.use(vectors);
    try {
      GroupTotals totals = new GroupTotals();
      for (int size : SIZES) {
        for (int groupCount = 0; groupCount <= 10; groupCount++) {
          int[] groups = random.ints(size, 0, groupCount + 1).toArray();
          long[] values = random.longs(size, -(1L << 50), 1L << 50).toArray();
          long[] sums = new long[groupCount + 1];
          int[] counts = new int[groupCount + 1];
          for (int i = 0; i < size; i++) {
            sums[groups[i]] += values[i];
            counts[groups[i]]++;
          }
          assertThat(Arrays.copyOf(totals.sums(values, groups, size, groupCount), groupCount))
              .as("sums of %d rows in %d groups", size, groupCount)
              .isEqualTo(Arrays.copyOf(sums, groupCount));
          assertThat(Arrays.copyOf(totals.counts(groups, size, groupCount), groupCount))
              .as("counts of %d rows in %d groups", size, groupCount)
              .isEqualTo(Arrays.copyOf(counts, groupCount));
        }
      }
    } finally {
      VectorModule.use(false);
    }
  }
}
