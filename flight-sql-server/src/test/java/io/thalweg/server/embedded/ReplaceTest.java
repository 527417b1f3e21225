package io.thalweg.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// CREATE OR REPLACE of views and jobs.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplaceTest {
  private static final String SUMS = "SELECT k, sum(v) AS s, count(*) AS n FROM t GROUP BY k";

  @TempDir private Path directory;
  private DataFolder engine;

  @BeforeEach
  void makeView() throws SQLException, IOException, InterruptedException {
    engine = new DataFolder(directory);
    engine.run("CREATE TABLE t (k INTEGER, v INTEGER)" + engine.source());
    engine.add("1,10", "1,20", "2,30");
    engine.run("CREATE MATERIALIZED VIEW v AS " + SUMS);
    engine.await("SELECT * FROM v", List.of("1|30|2", "2|30|1")::equals);
  }

  @AfterEach
  void close() throws SQLException {
    engine.close();
  }

  private void replace(String query) throws SQLException {
    engine.run("CREATE OR REPLACE MATERIALIZED VIEW v " + query);
  }

  private String status(String column) throws SQLException {
    return engine
        .rows("SELECT " + column + " FROM system.main.jobs WHERE job_name = 'v'")
        .getFirst();
  }

  @Test
  void what_stands_above_the_state_may_change_and_nothing_is_read_again()
      throws SQLException, IOException, InterruptedException {
    replace("(key_, total, many) AS " + SUMS);
    assertThat(engine.rows("SELECT key_, total FROM v")).containsExactly("1|30", "2|30");
    replace("AS SELECT n, s * 10 AS t, k FROM (" + SUMS + ") WHERE n > 1");
    assertThat(engine.rows("SELECT n, t, k FROM v")).containsExactly("2|300|1");
    assertThat(status("version")).isEqualTo("3");
    assertThat(engine.rows("SHOW JOBS").getFirst()).startsWith("v|MATERIALIZED VIEW|3|");
    assertThat(status("rows_read")).isEqualTo("0");
    engine.add("1,1", "2,2");
    engine.await("SELECT n, t, k FROM v", List.of("2|320|2", "3|310|1")::equals);
    assertThat(status("rows_read")).isEqualTo("2");
    engine.reopen();
    assertThat(engine.rows("SELECT n, t, k FROM v")).hasSizeBetween(1, 2);
    engine.await("SELECT n, t, k FROM v", List.of("2|320|2", "3|310|1")::equals);
    assertThat(status("version")).isEqualTo("3");
  }

  @Test
  void what_would_be_lost_is_said_and_the_old_view_goes_on()
      throws SQLException, IOException, InterruptedException {
    assertThatThrownBy(() -> replace("AS SELECT k, max(v) AS m FROM t GROUP BY k"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55000"))
        .hasMessageContaining("sum($1)")
        .hasMessageContaining("max($1)")
        .hasMessageContaining("discard_state = true");
    assertThatThrownBy(() -> replace("AS SELECT k, nothing FROM t"))
        .hasMessageContaining("nothing");
    assertThatThrownBy(
            () -> replace("WITH (discard_state = true) AS SELECT k, 1 / (v - 10) AS x FROM t"))
        .hasMessageContaining("zero");
    assertThat(status("version")).isEqualTo("1");
    engine.add("3,1");
    engine.await("SELECT * FROM v", List.of("1|30|2", "2|30|1", "3|1|1")::equals);
    replace("WITH (discard_state = true) AS SELECT k, max(v) AS m FROM t GROUP BY k");
    engine.await("SELECT * FROM v", List.of("1|20", "2|30", "3|1")::equals);
    assertThat(status("version")).isEqualTo("2");
    assertThat(engine.rows("SELECT count(*) FROM system.main.jobs")).containsExactly("1");
  }

  @Test
  void a_replacement_that_fails_at_once_leaves_the_old_one_with_its_state()
      throws SQLException, IOException, InterruptedException {
    String failing = "AS SELECT k, s, n, 1 / (s - 30) AS x FROM (" + SUMS + ")";
    assertThatThrownBy(() -> replace(failing)).hasMessageContaining("zero");
    assertThat(engine.rows("SELECT * FROM v")).containsExactly("1|30|2", "2|30|1");
    engine.add("2,5");
    engine.await("SELECT * FROM v", List.of("1|30|2", "2|35|2")::equals);
    assertThat(status("version")).isEqualTo("1");
    assertThat(status("state")).isEqualTo("RUNNING");
  }

  @Test
  void readers_of_a_replaced_view_go_on_with_the_difference()
      throws SQLException, IOException, InterruptedException {
    engine.run("CREATE MATERIALIZED VIEW w AS SELECT max(n) AS n, sum(s) AS s FROM v");
    engine.await("SELECT * FROM w", List.of("2|60")::equals);
    replace("AS " + SUMS + " HAVING count(*) > 1");
    engine.await("SELECT * FROM w", List.of("2|30")::equals);
    assertThatThrownBy(() -> replace("AS SELECT n FROM (" + SUMS + ") WHERE n > 1"))
        .hasMessageContaining("w");
    engine.add("1,5");
    engine.await("SELECT * FROM w", List.of("3|35")::equals);
  }

  @Test
  void a_job_goes_on_with_another_projection()
      throws SQLException, IOException, InterruptedException {
    Path sink = directory.resolve("sink");
    engine.run(
        "CREATE TABLE sink (k INTEGER, v INTEGER) WITH (connector = 'files', path = '"
            + sink
            + "', format = 'csv')",
        "CREATE JOB j AS INSERT INTO sink SELECT STREAM k, v FROM t",
        "CHECKPOINT JOB j",
        "CREATE OR REPLACE JOB j AS INSERT INTO sink SELECT STREAM k, v + 1000 FROM t WHERE k > 1");
    engine.add("1,1", "2,2");
    engine.await(
        "SELECT rows_read FROM system.main.jobs WHERE job_name = 'j'", List.of("2")::equals);
    engine.run("CHECKPOINT JOB j");
    assertThat(engine.rows("SELECT * FROM sink")).containsExactly("1|10", "1|20", "2|1002", "2|30");
    assertThatThrownBy(
            () ->
                engine.run(
                    "CREATE OR REPLACE JOB j AS INSERT INTO sink SELECT STREAM k, 1 FROM" + " t"))
        .hasMessageContaining("discard_state");
  }
}
