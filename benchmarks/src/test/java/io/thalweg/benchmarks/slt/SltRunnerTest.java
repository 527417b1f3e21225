package io.thalweg.benchmarks.slt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The runner itself, against DuckDB: it has to notice what is wrong, not only pass what is right.
class SltRunnerTest {
  private static final String SCRIPT =
      """
      # a comment
      hash-threshold 8

      statement ok
      CREATE TABLE t(a INTEGER, b VARCHAR(9))

      statement ok
      INSERT INTO t VALUES (2, ''), (10, NULL), (1, 'x')

      statement error
      SELECT nothing FROM t

      statement error
      SELECT 1

      statement ok
      SELECT nothing FROM t

      query IT rowsort
      SELECT a, b FROM t
      ----
      1
      x
      10
      NULL
      2
      (empty)

      query I valuesort label-1
      SELECT a FROM t
      ----
      3 values hashing to 0c1d93957a5d8b39b8d8d1d1d8d9a1a2

      query I valuesort
      SELECT a FROM t
      ----
      3 values hashing to 91ff90854a35e9226df03b9b06c2f9c8

      query R nosort
      SELECT sum(a) / 2.0
      FROM t
      ----
      6.500

      onlyif mysql # DIV
      query I nosort
      SELECT 5 DIV 2
      ----
      2

      skipif postgresql # PostgreSQL requires AS when renaming output columns
      query I nosort
      SELECT 5 q
      ----
      5

      onlyif mssql
      halt

      query II nosort
      SELECT 1
      ----
      1
      1
      """;

  private static SltReader reader(String script) {
    return new SltReader(new BufferedReader(new StringReader(script)), "");
  }

  private static SltTally run(String script, SltSample sample) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      SltScript runner = new SltScript("script", connection, sample, 10);
      assertThat(runner.run(reader(script), System.nanoTime() + TimeUnit.DAYS.toNanos(1))).isTrue();
      return runner.tally();
    }
  }

  @Test
  void everyRecordIsJudged() throws Exception {
    SltTally tally = run(SCRIPT, SltSample.ALL);
    assertThat(tally.failures()).extracting(SltTally.Failure::line).containsExactly(13, 16, 29, 60);
    assertThat(tally.passedCount()).isEqualTo(7);
    assertThat(tally.skippedCount()).isEqualTo(1);
    assertThat(tally.reasons()).containsEntry("skipped: onlyif mysql", 1L);
  }

  @Test
  void answersWithOneLabelHaveToBeEqual() throws Exception {
    String query = "query I nosort same\nSELECT %d\n----\n%d\n\n";
    SltTally tally = run(query.formatted(1, 1) + query.formatted(2, 2), SltSample.ALL);
    assertThat(tally.passedCount()).isEqualTo(1);
    assertThat(tally.failures().getFirst().detail()).contains("label same");
  }

  @Test
  void valuesAreWrittenAsTheFilesWriteThem() {
    assertThat(SltAnswer.text(new BigDecimal("-7.9"), 'I')).isEqualTo("-7");
    assertThat(SltAnswer.text(1.0005, 'R')).isEqualTo("1.001");
    assertThat(SltAnswer.text("ab\u00e4\n", 'T')).isEqualTo("ab@@");
    assertThat(SltAnswer.text("abc", 'I')).isEqualTo("0");
    assertThat(SltAnswer.text(null, 'R')).isEqualTo("NULL");
  }

  @Test
  void hashesAreOfTheValuesWithALineEndEach() {
    assertThat(new SltAnswer(List.of("1", "10", "2")).hash())
        .isEqualTo("91ff90854a35e9226df03b9b06c2f9c8");
  }

  @Test
  void aSampleIsTheSameEachTimeAndAboutAsLargeAsAskedFor() throws IOException {
    SltSample sample = new SltSample(7, 0.1, 0.1);
    List<String> files = SltFiles.names();
    List<String> taken = files.stream().filter(sample::takesFile).toList();
    assertThat(files).hasSize(622);
    assertThat(taken).hasSizeBetween(31, 124);
    assertThat(files.stream().filter(new SltSample(7, 0.1, 0.1)::takesFile)).isEqualTo(taken);
    long queries =
        java.util.stream.IntStream.range(0, 10_000)
            .filter(line -> sample.takesQuery("f", line))
            .count();
    assertThat(queries).isBetween(800L, 1200L);
  }

  @Test
  void progressIsReadAsItWasWritten(@TempDir Path directory) throws Exception {
    SltProgress progress = new SltProgress(directory.resolve("progress"));
    assertThat(progress.read()).isEmpty();
    SltTally tally = run(SCRIPT, SltSample.ALL);
    progress.add("a.test", tally);
    progress.add("b.test", new SltTally());
    Map<String, SltTally> read = progress.read();
    assertThat(read.keySet()).containsExactly("a.test", "b.test");
    assertThat(read.get("a.test").line()).isEqualTo(tally.line());
  }
}
