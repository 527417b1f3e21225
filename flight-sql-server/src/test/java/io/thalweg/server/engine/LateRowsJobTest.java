package io.thalweg.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LateRowsJobTest {
  private static final String COLUMNS = "(k INTEGER, ts TIMESTAMP(3))";
  private final TestEngine engine = new TestEngine();

  @BeforeEach
  void makeTables() {
    engine.run(
        "SET epoch_interval = '10ms'",
        "SET allow_unbounded_state = true",
        "CREATE TABLE t (k INTEGER, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)",
        "CREATE TABLE u (k INTEGER, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)",
        "CREATE TABLE late " + COLUMNS,
        "CREATE TABLE late_u " + COLUMNS,
        "CREATE TABLE sink (n BIGINT)");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void insert(String table, int k, int second) {
    engine.run(
        "INSERT INTO %s VALUES (%d, TIMESTAMP '2026-01-01 00:00:%02d')"
            .formatted(table, k, second));
  }

  @Test
  void late_rows_of_a_view_go_to_the_table_that_is_declared() {
    engine.run(
        "CREATE MATERIALIZED VIEW v WITH (late_rows = 'late') AS SELECT count(*) AS n FROM t"
            + " WHERE k > 1");
    insert("t", 1, 10);
    insert("t", 2, 20);
    insert("t", 3, 14);
    insert("t", 4, 15);
    insert("t", 5, 1);
    assertThat(engine.run("SELECT n FROM v")).containsExactly("2");
    engine.run("CHECKPOINT JOB v");
    assertThat(engine.run("SELECT k FROM late")).containsExactly("3", "5");
    assertThat(engine.run("SELECT late_rows FROM system.main.jobs")).containsExactly("2");
    engine.run("PAUSE JOB v");
    insert("t", 6, 2);
    engine.run("RESUME JOB v");
    engine.refresh("v");
    engine.run("CHECKPOINT JOB v");
    assertThat(engine.run("SELECT k FROM late")).containsExactly("3", "5", "6");
    assertThat(engine.run("SELECT count(*) FROM t")).containsExactly("3");
  }

  @Test
  void late_rows_of_several_tables_go_to_tables_of_their_own() {
    String query = " AS INSERT INTO sink SELECT STREAM count(*) FROM t JOIN u ON t.k = u.k";
    assertThatThrownBy(() -> engine.run("CREATE JOB j WITH (late_rows = 'late')" + query))
        .hasMessageContaining("several tables")
        .hasMessageContaining("memory.main.t = …, memory.main.u = late");
    engine.run("CREATE JOB j WITH (late_rows = 't = late, memory.main.u = late_u')" + query);
    insert("t", 1, 10);
    insert("t", 2, 2);
    insert("u", 1, 10);
    insert("u", 3, 9);
    engine.run("CHECKPOINT JOB j");
    assertThat(engine.run("SELECT k FROM late")).containsExactly("2");
    assertThat(engine.run("SELECT k FROM late_u")).containsExactly("3");
    assertThat(engine.run("SELECT n FROM sink")).containsExactly("1");
  }

  @Test
  void a_table_that_is_read_twice_has_its_late_rows_once() {
    engine.run(
        "CREATE JOB j WITH (late_rows = 'late') AS INSERT INTO sink"
            + " SELECT STREAM count(*) FROM t a JOIN t b ON a.k = b.k + 1");
    insert("t", 1, 10);
    insert("t", 2, 2);
    engine.run("CHECKPOINT JOB j");
    assertThat(engine.run("SELECT k FROM late")).containsExactly("2");
  }

  @Test
  void what_cannot_take_late_rows_is_refused() {
    engine.run("CREATE TABLE other (k BIGINT, ts TIMESTAMP(3))", "CREATE TABLE plain " + COLUMNS);
    refuses("nothing", "t", "there is no table nothing");
    refuses("other", "t", "has to have the columns");
    refuses("t", "t", "reads table memory.main.t itself");
    refuses("late", "plain", "no table with a WATERMARK");
    refuses("u = late_u", "t", "of the name memory.main.u; it reads [memory.main.t]");
    refuses("t = late = late_u", "t", "write 'side'");
    engine.run("CREATE MATERIALIZED VIEW v AS SELECT k FROM t");
    assertThatThrownBy(() -> engine.run("ALTER JOB v SET (late_rows = 'late')"))
        .hasMessageContaining("late_rows");
  }

  private void refuses(String option, String table, String message) {
    assertThatThrownBy(
            () ->
                engine.run(
                    "CREATE MATERIALIZED VIEW w WITH (late_rows = '%s') AS SELECT k FROM %s"
                        .formatted(option, table)))
        .hasMessageContaining(message);
  }
}
