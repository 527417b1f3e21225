package io.thalweg.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.planner.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCacheTest {
  private final TestEngine engine = new TestEngine(Optional.empty());
  private final Session session = engine.engine().openSession("test");

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  private Command plan(String sql) {
    return engine.engine().plans().bind(sql, session.planning());
  }

  @Test
  void aQueryIsPlannedOnceWhileNothingItReadsChanges() {
    engine.run("CREATE TABLE t AS SELECT 1 AS a", "CREATE VIEW v AS SELECT a + 1 AS b FROM t");
    Command first = plan("SELECT b FROM v");
    assertThat(plan("SELECT b FROM v")).isSameAs(first);
    engine.run("INSERT INTO t VALUES (2)");
    Command second = plan("SELECT b FROM v");
    assertThat(second).isNotSameAs(first);
    engine.run("CREATE OR REPLACE VIEW v AS SELECT a + 2 AS b FROM t");
    assertThat(plan("SELECT b FROM v")).isNotSameAs(second);
    assertThat(engine.run("SELECT b FROM v")).containsExactly("3", "4");
  }

  @Test
  void settingsAndTheUserMakeOtherPlans() {
    Command first = plan("SELECT current_user");
    try (Session other = engine.engine().openSession("other")) {
      assertThat(engine.engine().plans().bind("SELECT current_user", other.planning()))
          .isNotEqualTo(first);
    }
    session.settings().set("parallelism", "3");
    assertThat(plan("SELECT current_user")).isNotSameAs(first);
  }

  @Test
  void aQueryThatReadsTheClockIsPlannedEachTime() {
    assertThat(plan("SELECT current_timestamp")).isNotSameAs(plan("SELECT current_timestamp"));
    assertThat(plan("SELECT 1")).isSameAs(plan("SELECT 1"));
  }

  @Test
  void aFileThatIsWrittenAgainIsPlannedAgain(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("t.csv");
    Files.writeString(file, "a\n1\n");
    String sql = "SELECT a FROM '" + file + "'";
    Command first = plan(sql);
    assertThat(plan(sql)).isSameAs(first);
    assertThat(engine.run(sql)).containsExactly("1");
    Files.writeString(file, "a,b\nx,1\nyy,2\n");
    assertThat(engine.run(sql)).containsExactly("x", "yy");
    assertThat(plan(sql)).isNotSameAs(first);
  }

  @Test
  void whatChangesTablesIsNeverCached() {
    engine.run("CREATE TABLE t AS SELECT 1 AS a");
    String sql = "DELETE FROM t WHERE a = 5";
    assertThat(plan(sql)).isNotSameAs(plan(sql));
  }
}
