package io.thalweg.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuousFuzzerTest {
  private static final int QUERIES = 1000;

  @Test
  void viewsOfRandomQueriesHoldTheBoundedAnswersWhileTheirTablesChange() {
    List<String> different = new ArrayList<>();
    int same = 0;
    try (ContinuousFuzzer fuzzer = new ContinuousFuzzer()) {
      for (int seed = 0; seed < QUERIES; seed++) {
        Checker.Checked checked = fuzzer.check(seed);
        if (checked.outcome() instanceof Outcome.Different) {
          different.add(checked.report());
        } else if (checked.outcome() instanceof Outcome.Same) {
          same++;
        }
      }
    }
    assertThat(different).isEmpty();
    assertThat(same).isGreaterThan(QUERIES * 95 / 100);
  }
}
