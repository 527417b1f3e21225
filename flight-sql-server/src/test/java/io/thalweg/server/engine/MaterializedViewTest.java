package io.thalweg.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MaterializedViewTest {
  private final TestEngine engine = new TestEngine();

  @BeforeEach
  void makeTables() {
    engine.run(
        "SET epoch_interval = '10ms'",
        "SET allow_unbounded_state = true",
        "CREATE TABLE t (k INTEGER, v INTEGER)",
        "INSERT INTO t VALUES (1, 10), (1, 20), (2, 30)");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private List<String> refreshed(String view) {
    engine.refresh(view);
    return engine.run("SELECT * FROM " + view);
  }

  @Test
  void a_view_shows_what_its_query_would() {
    engine.run("CREATE MATERIALIZED VIEW v AS SELECT k, sum(v) AS s FROM t GROUP BY k");
    assertThat(refreshed("v")).containsExactly("1|30", "2|30");

    engine.run("INSERT INTO t VALUES (3, 1)", "DELETE FROM t WHERE v = 20");
    assertThat(refreshed("v")).containsExactly("1|10", "2|30", "3|1");

    engine.run("UPDATE t SET k = 9");
    assertThat(refreshed("v")).containsExactly("9|41");
    assertThat(engine.run("SELECT count(*) FROM v WHERE s > 0")).containsExactly("1");
  }

  @Test
  void rows_that_are_equal_are_kept_apart() {
    engine.run("CREATE MATERIALIZED VIEW v AS SELECT k FROM t");
    assertThat(refreshed("v")).containsExactly("1", "1", "2");
    engine.run("DELETE FROM t WHERE v = 10");
    assertThat(refreshed("v")).containsExactly("1", "2");
  }

  @Test
  void totals_of_totals_of_nothing_come_from_one_task() {
    String query =
        "SELECT s, count(*) FROM (SELECT sum(v) AS s FROM t GROUP BY ROLLUP (k)) GROUP BY ROLLUP (s)";
    engine.run("TRUNCATE TABLE t", "SET parallelism = 2", "CREATE MATERIALIZED VIEW v AS " + query);
    assertThat(refreshed("v")).containsExactly("null|1", "null|1");
    engine.run("INSERT INTO t VALUES (1, 10)");
    assertThat(refreshed("v")).containsExactly("10|2", "null|2");
  }

  @Test
  void truncating_a_table_is_a_change_like_others() {
    engine.run("CREATE MATERIALIZED VIEW v AS SELECT k, sum(v) AS s FROM t GROUP BY k");
    assertThat(refreshed("v")).isNotEmpty();
    engine.run("TRUNCATE TABLE t");
    assertThat(refreshed("v")).isEmpty();
    engine.run("INSERT INTO t VALUES (7, 1)");
    assertThat(refreshed("v")).containsExactly("7|1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DROP TABLE t", "DROP TABLE IF EXISTS T", "CREATE OR REPLACE TABLE t (k INTEGER)"})
  void a_table_that_a_view_reads_stays(String statement) {
    engine.run("CREATE MATERIALIZED VIEW v AS SELECT k FROM t");
    assertThatThrownBy(() -> engine.run(statement)).hasMessageContaining("is read by job v");
    assertThat(refreshed("v")).containsExactly("1", "1", "2");
    engine.run("DROP MATERIALIZED VIEW v", statement);
  }

  @Test
  void a_session_sees_what_it_has_written_however_long_epochs_are() {
    engine.run(
        "SET epoch_interval = '1h'",
        "CREATE MATERIALIZED VIEW v AS SELECT k, sum(v) AS s FROM t GROUP BY k",
        "CREATE MATERIALIZED VIEW w AS SELECT count(*) AS n, sum(s) AS s FROM v");
    assertThat(engine.run("SELECT * FROM w")).containsExactly("2|60");
    for (int i = 1; i <= 20; i++) {
      engine.run("INSERT INTO t VALUES (7, 1)");
      assertThat(engine.run("SELECT * FROM w")).containsExactly("3|" + (60 + i));
      assertThat(engine.run("SELECT s FROM v WHERE k = 7")).containsExactly("" + i);
    }
    engine.run("DELETE FROM t WHERE k = 7");
    assertThat(engine.run("SELECT * FROM v")).containsExactly("1|30", "2|30");
    engine.run("TRUNCATE TABLE t");
    assertThat(engine.run("SELECT * FROM v")).isEmpty();
  }

  @Test
  void a_view_that_does_not_run_is_read_as_it_is() {
    engine.run("CREATE MATERIALIZED VIEW v AS SELECT k FROM t", "PAUSE JOB v");
    engine.run("INSERT INTO t VALUES (7, 1)");
    assertThat(engine.run("SELECT * FROM v")).containsExactly("1", "1", "2");
    engine.run("RESUME JOB v");
    engine.refresh("v");
    assertThat(engine.run("SELECT * FROM v")).containsExactly("1", "1", "2", "7");
  }

  @Test
  void a_new_view_shows_everything_there_is() {
    engine.run(
        "SET epoch_interval = '1h'",
        "CREATE TABLE g (n BIGINT) WITH (connector = 'datagen', rows = 300000)",
        "CREATE TABLE e (n BIGINT) WITH (connector = 'datagen', rows = 300000, paced = true,"
            + " rate = 10)",
        "CREATE MATERIALIZED VIEW all_rows AS SELECT count(*) AS n FROM g",
        "CREATE MATERIALIZED VIEW some_rows AS SELECT count(*) AS n FROM e");
    assertThat(engine.run("SELECT n FROM all_rows")).containsExactly("300000");
    assertThat(engine.run("SELECT n < 1000 FROM some_rows")).containsExactly("true");
  }

  @Test
  void views_stand_on_views() {
    engine.run(
        "CREATE MATERIALIZED VIEW v AS SELECT k, sum(v) AS s FROM t GROUP BY k",
        "CREATE MATERIALIZED VIEW w (most) AS SELECT max(s) FROM v");
    engine.refresh("v");
    assertThat(refreshed("w")).containsExactly("30");
    engine.run("INSERT INTO t VALUES (1, 5)");
    engine.refresh("v");
    assertThat(refreshed("w")).containsExactly("35");
    assertThatThrownBy(() -> engine.run("DROP MATERIALIZED VIEW v")).hasMessageContaining("w");
    engine.run("DROP MATERIALIZED VIEW w", "DROP MATERIALIZED VIEW v");
    assertThat(engine.run("SHOW JOBS")).isEmpty();
  }

  @Test
  void random_changes_leave_the_view_equal_to_its_query_at_every_step() {
    String query = "SELECT k, count(*) AS n, max(v) AS m FROM t GROUP BY k";
    engine.run("CREATE MATERIALIZED VIEW v AS " + query);
    Random random = new Random(7);
    for (int step = 0; step < 30; step++) {
      int key = random.nextInt(5);
      int value = random.nextInt(10);
      engine.run(
          switch (random.nextInt(3)) {
            case 0 -> "INSERT INTO t VALUES (%d, %d), (%d, 1)".formatted(key, value, value);
            case 1 -> "UPDATE t SET v = v + 1 WHERE k = " + key;
            default -> "DELETE FROM t WHERE v = " + value;
          });
      assertThat(refreshed("v")).as("step %d", step).isEqualTo(engine.run(query));
    }
  }

  @Test
  void what_a_view_cannot_do_is_said() {
    engine.run("CREATE MATERIALIZED VIEW v AS SELECT k FROM t");
    assertThatThrownBy(() -> engine.run("CREATE MATERIALIZED VIEW v AS SELECT k FROM t"))
        .hasMessageContaining("already");
    assertThatThrownBy(() -> engine.run("CREATE MATERIALIZED VIEW w WITH (x = 1) AS SELECT 1"))
        .hasMessageContaining("'x'");
    assertThatThrownBy(() -> engine.run("DROP TABLE v")).hasMessageContaining("MATERIALIZED VIEW");
    assertThatThrownBy(() -> engine.run("DROP JOB v")).hasMessageContaining("MATERIALIZED VIEW");
    assertThatThrownBy(() -> engine.run("INSERT INTO v VALUES (1)")).hasMessageContaining("v");
    engine.run("CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT v FROM t");
    assertThat(engine.run("SHOW TABLES LIKE 'v'")).hasSize(1);
    engine.run(
        "CREATE OR REPLACE MATERIALIZED VIEW v WITH (discard_state = true) AS SELECT v FROM t");
    assertThat(refreshed("v")).containsExactly("10", "20", "30");
  }

  @Test
  void a_job_fills_a_table_and_can_be_paused() {
    engine.run(
        "CREATE TABLE sink (k INTEGER, v INTEGER)",
        "CREATE JOB j AS INSERT INTO sink SELECT STREAM k, v FROM t WHERE v >= 20");
    engine.run("CHECKPOINT JOB j");
    assertThat(engine.run("SELECT * FROM sink")).containsExactly("1|20", "2|30");
    engine.run("INSERT INTO t VALUES (7, 70)");
    engine.run("CHECKPOINT JOB j");
    assertThat(engine.run("SELECT * FROM sink")).contains("7|70");
    assertThat(engine.run("SELECT state FROM system.main.jobs")).containsExactly("RUNNING");
    String other = "AS INSERT INTO sink SELECT STREAM DISTINCT v, k FROM t WHERE k = 7";
    assertThatThrownBy(() -> engine.run("CREATE OR REPLACE JOB j " + other))
        .hasMessageContaining("discard_state");
    engine.run("CREATE OR REPLACE JOB j WITH (discard_state = true) " + other, "CHECKPOINT JOB j");
    assertThat(engine.run("SELECT * FROM sink")).contains("70|7");
    engine.run("PAUSE JOB j");
    assertThat(engine.run("SELECT state FROM system.main.jobs")).containsExactly("PAUSED");
    engine.run("DROP JOB j");
    assertThat(engine.run("SHOW JOBS")).isEmpty();
  }

  @Test
  void a_job_starts_again_and_gives_up_where_there_is_no_hope() throws InterruptedException {
    engine.run(
        "CREATE TABLE sink (x INTEGER)",
        "CREATE JOB j AS INSERT INTO sink SELECT STREAM 100 / v FROM t",
        "INSERT INTO t VALUES (1, 0)");
    while (!engine.run("SELECT state FROM system.main.jobs").contains("FAILED")) {
      Thread.sleep(20);
    }
    assertThat(engine.run("SELECT last_error FROM system.main.jobs").getFirst())
        .contains("DIVISION_BY_ZERO");
    assertThat(engine.run("SELECT restarts > 2 FROM system.main.jobs")).containsExactly("true");
    engine.run("DELETE FROM t WHERE v = 0", "RESUME JOB j", "CHECKPOINT JOB j");
    assertThat(engine.run("SELECT state FROM system.main.jobs")).containsExactly("RUNNING");
    assertThat(engine.run("SELECT * FROM sink")).containsExactly("10", "3", "5");
  }

  @Test
  void a_job_whose_rows_are_wrong_gives_up_and_says_why() {
    assertThatThrownBy(
            () -> engine.run("CREATE MATERIALIZED VIEW v AS SELECT 1 / (v - 10) AS x FROM t"))
        .hasMessageContaining("zero");
    assertThat(engine.run("SHOW JOBS")).isEmpty();
    assertThat(engine.run("SHOW TABLES LIKE 'v'")).isEmpty();
  }
}
