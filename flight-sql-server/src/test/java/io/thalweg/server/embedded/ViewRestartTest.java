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

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ViewRestartTest {
  private static final String READ =
      "SELECT rows_read FROM system.main.jobs WHERE job_name = 'v' AND state = 'RUNNING'";

  @TempDir private Path directory;
  private DataFolder engine;

  @BeforeEach
  void makeView() throws SQLException, IOException {
    engine = new DataFolder(directory);
    engine.run("CREATE TABLE t (k INTEGER, v INTEGER)" + engine.source());
    engine.add("1,10", "1,20", "2,30");
  }

  @AfterEach
  void close() throws SQLException {
    engine.close();
  }

  private void makeSums() throws SQLException, InterruptedException {
    engine.run("CREATE MATERIALIZED VIEW v AS SELECT k, sum(v) AS s FROM t GROUP BY k");
    engine.await("SELECT * FROM v", List.of("1|30", "2|30")::equals);
  }

  @Test
  void a_view_is_there_at_once_after_a_restart_and_goes_on_without_reading_again()
      throws SQLException, IOException, InterruptedException {
    makeSums();
    engine.run("CHECKPOINT JOB v");
    engine.reopen();
    assertThat(engine.rows("SELECT * FROM v")).containsExactly("1|30", "2|30");
    engine.await(READ, rows -> !rows.isEmpty());
    engine.add("2,5", "3,1");
    assertThat(engine.await("SELECT * FROM v", rows -> rows.size() == 3))
        .containsExactly("1|30", "2|35", "3|1");
    assertThat(engine.rows(READ)).containsExactly("2");
  }

  @Test
  void what_came_behind_the_last_checkpoint_comes_again_after_a_kill()
      throws SQLException, IOException, InterruptedException {
    makeSums();
    engine.run("CHECKPOINT JOB v");
    engine.add("1,100");
    engine.await("SELECT * FROM v", rows -> rows.contains("1|130"));
    engine.reopenAfterKill(directory.resolve("killed"));
    assertThat(engine.rows("SELECT count(*) FROM v")).containsExactly("2");
    assertThat(engine.await("SELECT * FROM v", rows -> rows.contains("1|130")))
        .containsExactly("1|130", "2|30");
    assertThat(engine.await(READ, rows -> !rows.isEmpty())).containsExactly("1");
  }

  @Test
  void a_view_whose_input_has_ended_stays_as_it_was() throws SQLException, InterruptedException {
    engine.run(
        "CREATE TABLE bid WITH (connector = 'nexmark', events = 3000)",
        "CREATE MATERIALIZED VIEW v AS SELECT auction, count(*) AS n FROM bid GROUP BY auction",
        "CREATE MATERIALIZED VIEW w AS SELECT * FROM (VALUES (1), (2), (2)) AS x (y)");
    engine.await("SELECT DISTINCT state FROM system.main.jobs", List.of("FINISHED")::equals);
    List<String> rows = engine.rows("SELECT * FROM v");
    assertThat(rows)
        .isNotEmpty()
        .isEqualTo(engine.rows("SELECT auction, count(*) FROM bid GROUP BY auction"));
    engine.reopen();
    assertThat(engine.rows("SELECT * FROM v")).isEqualTo(rows);
    assertThat(engine.rows("SELECT * FROM w")).containsExactly("1", "2", "2");
    engine.await("SELECT DISTINCT state FROM system.main.jobs", List.of("FINISHED")::equals);
    assertThat(engine.rows("SELECT * FROM v")).isEqualTo(rows);
    assertThat(engine.rows("SELECT * FROM w")).containsExactly("1", "2", "2");
  }

  @Test
  void a_paused_view_and_one_that_cannot_run_show_what_they_had()
      throws SQLException, InterruptedException {
    makeSums();
    engine.run(
        "CREATE TABLE m (x INTEGER)",
        "INSERT INTO m VALUES (7)",
        "CREATE MATERIALIZED VIEW w AS SELECT x FROM m");
    engine.await("SELECT * FROM w", List.of("7")::equals);
    engine.run("CHECKPOINT JOB w", "PAUSE JOB v");
    engine.reopen();
    assertThat(engine.rows("SELECT * FROM v")).containsExactly("1|30", "2|30");
    assertThat(engine.rows("SELECT * FROM w")).containsExactly("7");
    engine.run("RESUME JOB v");
    assertThat(engine.await(READ, rows -> !rows.isEmpty())).containsExactly("0");
  }
}
