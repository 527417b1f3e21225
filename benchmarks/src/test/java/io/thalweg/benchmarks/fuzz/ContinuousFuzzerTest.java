package io.thalweg.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuousFuzzerTest {
  private static final int QUERIES = 1000;
  private static final int FIRST_IN_PARQUET = 7_000;
  private static final int QUERIES_IN_PARQUET = 25;

  @Test
  void viewsOfRandomQueriesHoldTheBoundedAnswersWhileTheirTablesChange() {
    try (ContinuousFuzzer fuzzer = new ContinuousFuzzer()) {
      assertSame(fuzzer, 0, QUERIES);
    }
  }

  /// `./thalweg bench fuzz --continuous --parquet` runs any others.
  @Test
  void viewsOfParquetFilesHoldTheBoundedAnswersWhileFilesAppear() {
    try (ContinuousFuzzer fuzzer = new ContinuousFuzzer(true)) {
      assertSame(fuzzer, FIRST_IN_PARQUET, QUERIES_IN_PARQUET);
    }
  }

  private static void assertSame(ContinuousFuzzer fuzzer, long first, int queries) {
    List<Outcome> outcomes = new ArrayList<>();
    List<String> different = new ArrayList<>();
    fuzzer.check(
        first,
        first + queries,
        checked -> {
          outcomes.add(checked.outcome());
          if (checked.outcome() instanceof Outcome.Different) {
            different.add(checked.report());
          }
        });
    assertThat(different).isEmpty();
    assertThat(outcomes.stream().filter(Outcome.Same.class::isInstance).count())
        .isGreaterThan(queries * 95L / 100);
  }
}
