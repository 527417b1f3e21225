package io.thalweg.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuousFuzzerTest {
  private static final int QUERIES = 1000;

  @Test
  void viewsOfRandomQueriesHoldTheBoundedAnswersWhileTheirTablesChange() {
    List<Outcome> outcomes = new ArrayList<>();
    List<String> different = new ArrayList<>();
    try (ContinuousFuzzer fuzzer = new ContinuousFuzzer()) {
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
        .isGreaterThan(QUERIES * 95 / 100);
  }
}
