package io.thalweg.benchmarks.fuzz;

import static io.thalweg.benchmarks.fuzz.Checks.assertNoneDifferent;
import static io.thalweg.benchmarks.fuzz.Checks.count;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FuzzerTest {
  private static final int QUERIES = 2_000;
  private static final int FIRST_IN_FILES = 5_000;
  private static final int QUERIES_IN_FILES = 40;
  private static final int FIRST_IN_PARQUET = 7_000;
  private static final int QUERIES_IN_PARQUET = 60;

  /// Runs seeds 0 to 1,999; `./thalweg bench fuzz --seed N --queries M` runs any others.
  @Test
  void randomQueriesHaveDuckDbsAnswersAtEveryBatchSize() throws Exception {
    List<Outcome> outcomes = assertNoneDifferent(new Fuzzer(), 0, QUERIES);
    assertThat(count(outcomes, Outcome.Same.class)).isGreaterThan(QUERIES * 98 / 100);
    assertThat(count(outcomes, Outcome.Explained.class)).isLessThan(QUERIES / 100);
  }

  /// `./thalweg bench fuzz --spill always` runs any others.
  @Test
  void answersAreTheSameWithEverythingInFiles() throws Exception {
    List<Outcome> outcomes =
        assertNoneDifferent(new Fuzzer("always", false), FIRST_IN_FILES, QUERIES_IN_FILES);
    assertThat(count(outcomes, Outcome.Same.class)).isGreaterThan(QUERIES_IN_FILES * 95 / 100);
  }

  /// `./thalweg bench fuzz --parquet` runs any others.
  @Test
  void answersAreTheSameOverParquetFilesWithTinyRowGroupsAndPages() throws Exception {
    List<Outcome> outcomes =
        assertNoneDifferent(new Fuzzer("auto", true), FIRST_IN_PARQUET, QUERIES_IN_PARQUET);
    assertThat(count(outcomes, Outcome.Same.class)).isGreaterThan(QUERIES_IN_PARQUET * 95 / 100);
  }

  /// `least` of 152.2756 and a sum of two places, which is NULL: DuckDB says 152.28.
  @Test
  void placesThatDuckDbDropsAreExplained() throws Exception {
    try (Fuzzer fuzzer = new Fuzzer()) {
      List<Outcome> outcomes = new ArrayList<>();
      fuzzer.check(5_184_953, 5_184_954, checked -> outcomes.add(checked.outcome()));
      assertThat(outcomes)
          .containsExactly(new Outcome.Explained("DuckDB dropped places of a decimal"));
    }
  }

  @Test
  void aSeedMakesTheSameTablesAndTheSameQuery() {
    World world = World.of(3);
    assertThat(World.of(3)).isEqualTo(world);
    assertThat(Queries.of(world, 157)).isEqualTo(Queries.of(world, 157));
    assertThat(Queries.of(world, 157)).isNotEqualTo(Queries.of(world, 158));
  }
}
