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
    List<Outcome> outcomes = new ArrayList<>();
    List<String> different = new ArrayList<>();
    try (Fuzzer fuzzer = new Fuzzer()) {
      fuzzer.check(
          0,
          QUERIES,
          checked -> {
            outcomes.add(checked.outcome());
            if (checked.outcome() instanceof Outcome.Different) {
              different.add(checked.report());
            }
          });
    }
    assertThat(different).isEmpty();
    assertThat(outcomes.stream().filter(Outcome.Same.class::isInstance).count())
        .isGreaterThan(QUERIES * 98 / 100);
    assertThat(outcomes.stream().filter(Outcome.Explained.class::isInstance).count())
        .isLessThan(QUERIES / 100);
  }

  @Test
  void aSeedMakesTheSameTablesAndTheSameQuery() {
    World world = World.of(3);
    assertThat(World.of(3)).isEqualTo(world);
    assertThat(Queries.of(world, 157)).isEqualTo(Queries.of(world, 157));
    assertThat(Queries.of(world, 157)).isNotEqualTo(Queries.of(world, 158));
  }
}
