package io.thalweg.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/// Runs random queries in tests.
final class Checks {
  private Checks() {}

  /// Fails with the reports of all answers that differ.
  ///
  /// @param checker closed afterwards
  /// @return what came of the seeds from `first` on
  static List<Outcome> assertNoneDifferent(Checker checker, long first, int queries)
      throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    List<String> different = new ArrayList<>();
    try (checker) {
      checker.check(
          first,
          first + queries,
          checked -> {
            outcomes.add(checked.outcome());
            if (checked.outcome() instanceof Outcome.Different) {
              different.add(checked.report());
            }
          });
    }
    assertThat(different).isEmpty();
    return outcomes;
  }

  static long count(List<Outcome> outcomes, Class<? extends Outcome> kind) {
    return outcomes.stream().filter(kind::isInstance).count();
  }
}
