package io.thalweg.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.server.engine.job.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DataDirectoryTest {
  private static final String QUERY =
      "SELECT auction, count(*) AS n FROM bid GROUP BY auction HAVING count(*) > 20";

  @TempDir private Path directory;

  private TestEngine open() {
    return new TestEngine(Optional.of(directory));
  }

  @Test
  void an_engine_that_is_closed_leaves_nothing_to_be_read_again() {
    try (TestEngine engine = open()) {
      engine.run(
          "SET checkpoint_interval = '1h'",
          "SET allow_unbounded_state = true",
          "CREATE TABLE g (n BIGINT) WITH (connector = 'datagen', rate = 100000, paced = true)",
          "CREATE TABLE t (k INTEGER)",
          "INSERT INTO t VALUES (1), (2)",
          "CREATE MATERIALIZED VIEW v AS SELECT count(*) AS n, max(n) AS most FROM g",
          "CREATE MATERIALIZED VIEW w AS SELECT k FROM t");
      // So many that it does not matter which of the splits was read last.
      while (Long.parseLong(engine.run("SELECT n FROM v").getFirst()) < 10_000) {
        engine.refresh("v");
      }
    }
    try (TestEngine engine = open()) {
      String checkpoint = "SELECT max(epoch) FROM system.main.checkpoints WHERE job_name = 'v'";
      assertThat(engine.run(checkpoint)).doesNotContain("null");
      assertThat(engine.run("SELECT n FROM v")).doesNotContain("0");
      assertThat(engine.run("SELECT n > 0 AND most < 2 * n FROM v")).containsExactly("true");
      assertThat(engine.run("SELECT * FROM w")).containsExactly("1", "2");
      engine.run("DROP MATERIALIZED VIEW v", "DROP MATERIALIZED VIEW w");
    }
  }

  @Test
  void a_view_without_a_checkpoint_is_full_again_when_its_engine_comes_back(@TempDir Path left)
      throws IOException {
    Files.writeString(Files.createDirectory(left.resolve("in")).resolve("a.csv"), "n\n1\n2\n");
    try (TestEngine engine = open()) {
      engine.run(
          "SET checkpoint_interval = '1h'",
          "CREATE TABLE f (n BIGINT) WITH (connector = 'files', path = '"
              + left.resolve("in")
              + "', format = 'csv')",
          "CREATE MATERIALIZED VIEW v AS SELECT sum(n) AS n FROM f");
      copy(directory, left.resolve("data"));
    }
    try (TestEngine engine = new TestEngine(Optional.of(left.resolve("data")))) {
      assertThat(engine.run("SELECT n FROM v")).containsExactly("3");
    }
  }

  /// What a process that is killed leaves.
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each)));
      }
    }
  }

  @Test
  void tables_views_and_jobs_come_back_and_go_on() {
    List<String> answer;
    long epoch;
    try (TestEngine engine = open()) {
      engine.run(
          "SET allow_unbounded_state = true",
          "SET epoch_interval = '20ms'",
          "CREATE TABLE bid WITH (connector = 'nexmark', events = 20000)",
          "CREATE TABLE paced WITH (connector = 'nexmark', table = 'bid', paced = true)",
          "CREATE TABLE nowhere (auction BIGINT, price BIGINT) WITH (connector = 'blackhole')",
          "CREATE MATERIALIZED VIEW often AS " + QUERY,
          "CREATE MATERIALIZED VIEW total AS SELECT count(*) AS n FROM often",
          "CREATE JOB j AS INSERT INTO nowhere SELECT STREAM auction, price FROM paced",
          "CHECKPOINT JOB j");
      answer = engine.run(QUERY);
      engine.refresh("often");
      assertThat(engine.run("SELECT * FROM often")).isEqualTo(answer).isNotEmpty();
      epoch = engine.engine().jobs().require("j").status().epoch();
      assertThat(engine.run("SELECT count(*) FROM system.main.checkpoints WHERE job_name = 'j'"))
          .doesNotContain("0");
      assertThatThrownBy(this::open).hasMessageContaining("in use");
    }
    try (TestEngine engine = open()) {
      engine.refresh("often");
      engine.refresh("total");
      assertThat(engine.run("SELECT * FROM often")).isEqualTo(answer);
      assertThat(engine.run("SELECT n FROM total"))
          .containsExactly(Integer.toString(answer.size()));
      engine.run("CHECKPOINT JOB j");
      JobStatus status = engine.engine().jobs().require("j").status();
      assertThat(status.error()).isEmpty();
      assertThat(status.epoch()).isGreaterThan(epoch / 2);
      engine.run("DROP MATERIALIZED VIEW total", "DROP MATERIALIZED VIEW often", "DROP JOB j");
    }
    try (TestEngine engine = open()) {
      assertThat(engine.run("SHOW JOBS")).isEmpty();
      assertThat(engine.run("SHOW TABLES")).hasSize(3);
    }
  }
}
