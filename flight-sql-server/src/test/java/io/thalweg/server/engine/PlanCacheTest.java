package io.thalweg.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.connector.CacheState;
import io.thalweg.core.error.TextPosition;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.planner.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
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

  private long templateHits() {
    return engine.engine().caches().stream()
        .filter(cache -> cache.name().equals("plan_templates"))
        .mapToLong(CacheState::hits)
        .sum();
  }

  @Test
  void queriesThatDifferInConstantsAreAnsweredEachByItsOwn() {
    engine.run(
        """
        CREATE TABLE t AS SELECT i AS a, 'n' || (i % 7) AS b, DATE '2020-01-01' + i AS d, i / 4.0 AS e
        FROM generate_series(0, 99) AS g(i)
        """);
    for (int n = 0; n < 40; n++) {
      int least = n;
      long named = IntStream.range(0, 100).filter(i -> i % 7 == least % 9).count();
      assertThat(engine.run("SELECT count(*) FROM t WHERE a < " + n)).containsExactly("" + n);
      assertThat(engine.run("SELECT count(*) FROM t WHERE a BETWEEN " + n + " AND 49 OR a = 99"))
          .containsExactly("" + (51 - n));
      assertThat(engine.run("SELECT count(*) FROM t WHERE b = 'n" + n % 9 + "'"))
          .containsExactly("" + named);
      assertThat(engine.run("SELECT count(*) FROM t WHERE b LIKE '%" + n % 9 + "'"))
          .containsExactly("" + named);
      assertThat(engine.run("SELECT max(a) FROM t WHERE d <= DATE '2020-01-" + (10 + n % 20) + "'"))
          .containsExactly("" + (9 + n % 20));
      assertThat(engine.run("SELECT count(*) FROM t WHERE e < 1." + (10 + n)))
          .containsExactly(n <= 15 ? "5" : n <= 40 ? "6" : "7");
      assertThat(
              engine.run("SELECT count(*) FROM t WHERE 1 = " + n % 2 + " AND a IN (1, " + n + ")"))
          .containsExactly(n % 2 == 0 ? "0" : n == 1 ? "1" : "2");
      assertThat(engine.run("SELECT a + " + n + " FROM t WHERE a = 3 LIMIT 1"))
          .containsExactly("" + (n + 3));
    }
    assertThat(templateHits()).isGreaterThan(150);
  }

  @Test
  void whatQueriesShareIsMadeAgainWhenTheirTablesChange(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("t.csv");
    Files.writeString(file, "a,b\n1,2\n");
    String sql = "SELECT * FROM '" + file + "' WHERE a > ";
    assertThat(engine.run(sql + "0")).containsExactly("1|2");
    assertThat(engine.run(sql + "1")).isEmpty();
    Files.writeString(file, "c,a\nx,1\nyy,2\n");
    assertThat(engine.run(sql + "-1")).containsExactly("x|1", "yy|2");
    assertThat(engine.run(sql + "1 ")).containsExactly("yy|2");
    engine.run("CREATE TABLE t AS SELECT 1 AS a", "CREATE VIEW v AS SELECT a FROM t WHERE a < 5");
    assertThat(engine.run("SELECT a FROM v WHERE a > 0")).containsExactly("1");
    engine.run("CREATE OR REPLACE VIEW v AS SELECT a + 7 AS a FROM t WHERE a < 3");
    assertThat(engine.run("SELECT a FROM v WHERE a > 1")).containsExactly("8");
  }

  @Test
  void aConstantThatIsWrongIsReportedWhereItStands() {
    engine.run("CREATE TABLE t AS SELECT DATE '2020-01-01' AS d");
    String sql = "SELECT d FROM t WHERE d = DATE '";
    assertThat(engine.run(sql + "2020-01-01'")).containsExactly("2020-01-01");
    assertThatThrownBy(() -> plan(sql + "2020-02-30'"))
        .isInstanceOfSatisfying(
            ThalwegException.class,
            e -> assertThat(e.position()).isEqualTo(new TextPosition(1, 27)));
    assertThat(engine.run(sql + "2020-01-02'")).isEmpty();
  }

  @Test
  void whatChangesTablesIsNeverCached() {
    engine.run("CREATE TABLE t AS SELECT 1 AS a");
    String sql = "DELETE FROM t WHERE a = 5";
    assertThat(plan(sql)).isNotSameAs(plan(sql));
  }
}
