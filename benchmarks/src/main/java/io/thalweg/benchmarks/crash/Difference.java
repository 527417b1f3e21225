package io.thalweg.benchmarks.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How two bags of rows differ.
///
/// @param rows that were expected
/// @param lost rows that are missing
/// @param doubled rows that are there too often
/// @param wrong rows that ought not to be there at all
/// @param examples a few of each
record Difference(long rows, long lost, long doubled, long wrong, List<String> examples) {
  private static final int EXAMPLES = 5;

  Difference {
    examples = List.copyOf(examples);
  }

  static Difference of(List<String> expected, List<String> actual) {
    Map<String, Long> counts = new HashMap<>();
    expected.forEach(row -> counts.merge(row, 1L, Long::sum));
    Map<String, Long> missing = new HashMap<>(counts);
    actual.forEach(row -> missing.merge(row, -1L, Long::sum));
    long[] sums = new long[3];
    List<List<String>> examples = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    missing.forEach(
        (row, count) -> {
          if (count != 0) {
            int kind = count > 0 ? 0 : counts.containsKey(row) ? 1 : 2;
            sums[kind] += Math.abs(count);
            if (examples.get(kind).size() < EXAMPLES) {
              examples.get(kind).add(row);
            }
          }
        });
    return new Difference(
        expected.size(),
        sums[0],
        sums[1],
        sums[2],
        List.of(
            "lost " + examples.get(0), "doubled " + examples.get(1), "wrong " + examples.get(2)));
  }

  boolean isNone() {
    return lost == 0 && doubled == 0 && wrong == 0;
  }
}
