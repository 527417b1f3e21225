package io.thalweg.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FuzzerTest {
  private static final int QUERIES = 2_000;

  /// Runs seeds 0 to 1,999; `./thalweg bench fuzz --seed N --queries M` runs any others.
  @Test
  void randomQueriesHaveDuckDbsAnswersAtEveryBatchSize() throws Exception {
    List<String> different = new ArrayList<>();
    int comparable = 0;
    int explained = 0;
    try (Fuzzer fuzzer = new Fuzzer()) {
      for (int seed = 0; seed < QUERIES; seed++) {
        Checker.Checked checked = fuzzer.check(seed);
        switch (checked.outcome()) {
          case Outcome.Same _ -> comparable++;
          case Outcome.Explained _ -> explained++;
          case Outcome.Different _ -> different.add(checked.report());
          case Outcome.NotComparable _ -> {
            // Counted by what is left.
          }
        }
      }
    }
    assertThat(different).isEmpty();
    assertThat(comparable).isGreaterThan(QUERIES * 98 / 100);
    assertThat(explained).isLessThan(QUERIES / 100);
  }

  @Test
  void aSeedMakesTheSameTablesAndTheSameQuery() {
    World world = World.of(3);
    assertThat(World.of(3)).isEqualTo(world);
    assertThat(Queries.of(world, 157)).isEqualTo(Queries.of(world, 157));
    assertThat(Queries.of(world, 157)).isNotEqualTo(Queries.of(world, 158));
  }
}
