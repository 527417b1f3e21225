package io.thalweg.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jobs that read views and memory tables go on after a restart, wherever those stand then.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ViewReadersRestartTest {
  @TempDir private Path directory;
  private DataFolder engine;

  @BeforeEach
  void open() throws SQLException, IOException {
    engine = new DataFolder(directory);
    engine.run("CREATE TABLE t (k INTEGER, v INTEGER)" + engine.source());
    engine.add("1,10", "1,20", "2,30");
  }

  @AfterEach
  void close() throws SQLException {
    engine.close();
  }

  /// Sums per key, and above them how many keys there are, the greatest sum and the sums again.
  private void makeViews() throws SQLException, InterruptedException {
    engine.run(
        "CREATE MATERIALIZED VIEW v AS SELECT k, sum(v) AS s FROM t GROUP BY k",
        "CREATE MATERIALIZED VIEW n AS SELECT count(*) AS n FROM v",
        "CREATE MATERIALIZED VIEW top AS SELECT max(s) AS s FROM v",
        "CREATE MATERIALIZED VIEW again AS SELECT s, k FROM v");
    engine.await("SELECT n, s FROM n, top", List.of("2|30")::equals);
  }

  private void requireAnswer(String... sums) throws SQLException, InterruptedException {
    engine.await("SELECT k, s FROM v", List.of(sums)::equals);
    engine.await("SELECT k, s FROM again", List.of(sums)::equals);
    engine.await("SELECT n FROM n", List.of(Integer.toString(sums.length))::equals);
    engine.await("SELECT s FROM top", engine.rows("SELECT max(s) FROM v")::equals);
    assertThat(engine.rows("SELECT DISTINCT state FROM system.main.jobs"))
        .containsExactly("RUNNING");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v n top again", "n top again v", "v", "n top again", "top v n again"})
  void views_on_views_go_on_whoever_made_the_last_checkpoint(String order)
      throws SQLException, IOException, InterruptedException {
    makeViews();
    int key = 3;
    for (String job : order.split(" ")) {
      engine.run("CHECKPOINT JOB " + job);
      engine.add("1,1", key + ",5");
      engine.await("SELECT n FROM n", List.of(Integer.toString(key))::equals);
      key++;
    }
    List<String> sums = engine.rows("SELECT k, sum(v) FROM t GROUP BY k");
    engine.reopenAfterKill(directory.resolve("killed"));
    requireAnswer(sums.toArray(String[]::new));
    engine.add("2,100", "99,1");
    engine.await("SELECT s FROM top", List.of("130")::equals);
    requireAnswer(engine.rows("SELECT k, sum(v) FROM t GROUP BY k").toArray(String[]::new));
    engine.run("CHECKPOINT JOB n", "CHECKPOINT JOB again");
    engine.reopenAfterKill(directory.resolve("killed again"));
    requireAnswer(engine.rows("SELECT k, sum(v) FROM t GROUP BY k").toArray(String[]::new));
  }

  @Test
  void a_job_on_a_view_that_only_grows_writes_every_row_once()
      throws SQLException, IOException, InterruptedException {
    String rows = "SELECT k, v FROM sink";
    engine.run(
        "CREATE TABLE sink (k INTEGER, v INTEGER) WITH (connector = 'files', path = '"
            + directory.resolve("sink")
            + "', format = 'csv')",
        "CREATE MATERIALIZED VIEW v AS SELECT k, v FROM t WHERE v > 0",
        "CREATE JOB j AS INSERT INTO sink SELECT STREAM k, v FROM v",
        "CHECKPOINT JOB v");
    engine.add("4,1", "5,2");
    engine.await("SELECT count(*) FROM v", List.of("5")::equals);
    engine.run("CHECKPOINT JOB j");
    assertThat(engine.rows(rows)).containsExactly("1|10", "1|20", "2|30", "4|1", "5|2");
    engine.reopenAfterKill(directory.resolve("killed"));
    engine.add("6,3");
    engine.await("SELECT count(*) FROM v", List.of("6")::equals);
    engine.run("CHECKPOINT JOB j");
    assertThat(engine.await(rows, now -> now.size() > 5))
        .containsExactly("1|10", "1|20", "2|30", "4|1", "5|2", "6|3");
  }

  @Test
  void a_view_on_a_memory_table_follows_the_one_that_is_made_in_its_place()
      throws SQLException, InterruptedException {
    String sums = "SELECT k, count(*) AS n, sum(v) AS s FROM m GROUP BY k";
    engine.run(
        "CREATE TABLE m (k INTEGER, v INTEGER)",
        "INSERT INTO m VALUES (1, 10), (1, 20), (2, 30)",
        "CREATE MATERIALIZED VIEW w AS " + sums);
    engine.await("SELECT * FROM w", List.of("1|2|30", "2|1|30")::equals);
    engine.run("CHECKPOINT JOB w", "INSERT INTO m VALUES (7, 7)", "DELETE FROM m WHERE v = 20");
    engine.await("SELECT * FROM w", List.of("1|1|10", "2|1|30", "7|1|7")::equals);
    engine.run("CHECKPOINT JOB w");
    engine.reopen();
    assertThat(engine.rows("SELECT * FROM w")).containsExactly("1|1|10", "2|1|30", "7|1|7");
    engine.run(
        "CREATE TABLE m (k INTEGER, v INTEGER)",
        "INSERT INTO m VALUES (1, 10), (1, 11), (7, 8), (9, 9)",
        "RESUME JOB w");
    engine.await("SELECT * FROM w", List.of("1|2|21", "7|1|8", "9|1|9")::equals);
    assertThat(engine.rows("SELECT * FROM w")).isEqualTo(engine.rows(sums));
  }
}
