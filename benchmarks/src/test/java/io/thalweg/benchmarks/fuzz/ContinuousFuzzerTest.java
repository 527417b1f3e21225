package io.thalweg.benchmarks.fuzz;

import static io.thalweg.benchmarks.fuzz.Checks.assertNoneDifferent;
import static io.thalweg.benchmarks.fuzz.Checks.count;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuousFuzzerTest {
  private static final int QUERIES = 1000;
  private static final int FIRST_IN_PARQUET = 7_000;
  private static final int QUERIES_IN_PARQUET = 25;

  @Test
  void viewsOfRandomQueriesHoldTheBoundedAnswersWhileTheirTablesChange() throws Exception {
    List<Outcome> outcomes = assertNoneDifferent(new ContinuousFuzzer(), 0, QUERIES);
    assertThat(count(outcomes, Outcome.Same.class)).isGreaterThan(QUERIES * 95 / 100);
  }

  /// `./thalweg bench fuzz --continuous --parquet` runs any others.
  @Test
  void viewsOfParquetFilesHoldTheBoundedAnswersWhileFilesAppear() throws Exception {
    List<Outcome> outcomes =
        assertNoneDifferent(new ContinuousFuzzer(true), FIRST_IN_PARQUET, QUERIES_IN_PARQUET);
    assertThat(count(outcomes, Outcome.Same.class)).isGreaterThan(QUERIES_IN_PARQUET * 95 / 100);
  }
}
