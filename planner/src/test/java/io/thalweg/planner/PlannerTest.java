package io.thalweg.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.planner.query.QueryTemplate;
import io.thalweg.planner.text.QueryText;
import io.thalweg.sql.parser.Statement;
import io.thalweg.sql.parser.StatementParser;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTest {
  private final FakeSession session =
      new FakeSession()
          .table(
              new FakeTable(
                  "t", 1000, "a INTEGER", "b BIGINT", "c VARCHAR", "d DATE", "e DECIMAL(12, 2)"))
          .table(new FakeTable("v", 100, "k INTEGER", "ts TIMESTAMP(3)"))
          .table(new FakeTable("u", 100, "x INTEGER", "y VARCHAR"));

  private PlannedStatement bounded(String sql) {
    return new Planner().plan(StatementParser.parse(sql), sql, session);
  }

  private String explain(String sql) {
    return new Planner().explain(bounded(sql), ExplainFormat.TEXT, Optional.empty());
  }

  private static String[] forms() {
    return new String[] {
      "SELECT 1",
      "SELECT a, b + 1 AS n FROM t WHERE a > 5 AND c = 'x' ORDER BY b DESC LIMIT 3",
      "SELECT c, count(*), sum(a), avg(e) FROM t GROUP BY c HAVING count(*) > 1 ORDER BY 2",
      "SELECT * FROM t JOIN u ON t.a = u.x WHERE d <= DATE '1998-12-01' - INTERVAL '90' DAY",
      "SELECT a FROM t WHERE a IN (SELECT x FROM u) AND a NOT IN (SELECT x FROM u WHERE y = 'q')",
      "SELECT a FROM t UNION SELECT x FROM u",
      "SELECT a FROM t INTERSECT SELECT x FROM u",
      "SELECT a FROM t EXCEPT ALL SELECT x FROM u",
      "SELECT a, row_number() OVER (PARTITION BY c ORDER BY b) AS r FROM t QUALIFY r = 1",
      "SELECT c, a, sum(b), grouping(c) FROM t GROUP BY ROLLUP(c, a)",
      "VALUES (1, 'a'), (2, NULL)",
      "SELECT count(DISTINCT a), string_agg(c, ',') FROM t",
      "SELECT CASE WHEN a = 1 THEN 'x' ELSE 'y' END, a BETWEEN 1 AND 3, c LIKE 'a%' FROM t",
      "SELECT x FROM UNNEST(ARRAY[1, 2]) AS x",
      "WITH q AS (SELECT a FROM t) SELECT q.a FROM q, q AS r WHERE q.a = r.a",
      "WITH q AS (SELECT 'x' AS a) SELECT a FROM q GROUP BY GROUPING SETS ((a), (a), ())",
      "SELECT DISTINCT a FROM t ORDER BY a",
      "SELECT * FROM t NATURAL JOIN (SELECT x AS a FROM u) z",
      "SELECT * FROM t LEFT JOIN u ON a = x AND y = 'q'",
      "SELECT DISTINCT 'k' FROM (SELECT a FROM t WHERE a > 0 INTERSECT"
          + " SELECT x FROM u WHERE DATE '1970-01-01' IS NULL) AS s",
      "SELECT * FROM TABLE(TUMBLE(TABLE v, DESCRIPTOR(ts), INTERVAL '10' SECOND))",
      """
      SELECT * FROM TABLE(TUMBLE(DATA => TABLE v, TIMECOL => DESCRIPTOR(ts),
        SIZE => INTERVAL '1' DAY, "offset" => INTERVAL '1' HOUR)) w
      """,
      """
      SELECT window_start, count(*)
      FROM TABLE(HOP(TABLE v, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '10' SECOND)) GROUP BY 1
      """,
      """
      SELECT * FROM TABLE(CUMULATE((SELECT * FROM v WHERE k > 1), DESCRIPTOR(ts),
        INTERVAL '1' HOUR, INTERVAL '1' DAY))
      """,
      """
      SELECT k, window_end
      FROM TABLE(SESSION(TABLE v PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND))
      """,
      "SELECT * FROM TABLE(SESSION(TABLE v, DESCRIPTOR(ts), DESCRIPTOR(k), INTERVAL '10' SECOND))",
    };
  }

  @ParameterizedTest
  @MethodSource("forms")
  void plansTheFormsOfQueries(String query) {
    assertThat(explain(query)).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aTemplateGivesThePlanThatTheQueryHasByItself(String query) {
    QueryText.of(query)
        .ifPresent(
            text -> {
              Statement.Query statement = (Statement.Query) StatementParser.parse(query);
              QueryTemplate template = new Planner().template(statement.query(), text, session);
              PlannedStatement planned = template.plan(text).orElseThrow();
              assertThat(new Planner().explain(planned, ExplainFormat.JSON, Optional.empty()))
                  .isEqualTo(
                      new Planner().explain(bounded(query), ExplainFormat.JSON, Optional.empty()));
            });
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyFormOfAQueryCanRunContinuously(String query) {
    FakeSession streams =
        new FakeSession()
            .table(
                new FakeTable(
                        "t",
                        1000,
                        "a INTEGER",
                        "b BIGINT",
                        "c VARCHAR",
                        "d DATE",
                        "e DECIMAL(12, 2)")
                    .stream(false))
            .table(new FakeTable("v", 100, "k INTEGER", "ts TIMESTAMP(3)").stream(false))
            .table(new FakeTable("u", 100, "x INTEGER", "y VARCHAR").stream(false))
            .parallelism(2);
    Statement.Query statement = (Statement.Query) StatementParser.parse(query);

    PlannedStatement planned = new Planner().continuous(statement, streams, Map.of());

    assertThat(planned.schema()).isEqualTo(bounded(query).schema());
    assertThat(planned.plan().stream()).isPresent();
  }
}
