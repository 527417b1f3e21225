package io.thalweg.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.sql.parser.StatementParser;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Plans as people read them: each test is a query and the plan it has to get.
class PlanTest {
  private final FakeSession session =
      new FakeSession()
          .table(
              new FakeTable(
                  "orders",
                  1_500_000,
                  "o_key BIGINT NOT NULL ~1500000",
                  "o_customer BIGINT NOT NULL ~100000",
                  "o_date DATE NOT NULL ~2400",
                  "o_total DECIMAL(15, 2) ~1400000"))
          .table(
              new FakeTable(
                      "customers",
                      150_000,
                      "c_key BIGINT NOT NULL ~150000",
                      "c_name VARCHAR ~150000",
                      "c_nation INTEGER ~25")
                  .exact())
          .table(new FakeTable("nations", 25, "n_key INTEGER ~25", "n_name VARCHAR ~25"));

  private void assertPlan(String sql, String expected) {
    Planner planner = new Planner();
    PlannedStatement planned = planner.plan(StatementParser.parse(sql), sql, session);
    String plan = planner.explain(planned, ExplainFormat.TEXT, Optional.empty());
    assertThat(plan.replaceAll(" +\\(~\\d+ rows\\)", "")).isEqualTo(expected);
  }

  @Test
  void conditionsAndColumnsReachTheScan() {
    assertPlan(
        "SELECT c_name FROM (SELECT * FROM customers) c WHERE c_nation = 3 AND c_key > 5",
        """
        Scan memory.main.customers columns=[c_name] filter=(eq($2, 3) AND gt($0, 5))
        """);
  }

  @Test
  void orderByAllIsByEveryColumnThatTheStarStandsFor() {
    assertPlan(
        "SELECT * EXCLUDE (c_key) FROM customers ORDER BY ALL DESC",
        """
        Sort [$0 DESC NULLS FIRST, $1 DESC NULLS FIRST]
          Scan memory.main.customers columns=[c_name, c_nation]
        """);
    assertPlan(
        "SELECT * FROM nations UNION ALL SELECT 1, 'x' ORDER BY ALL LIMIT 2",
        """
        TopN [$0 ASC NULLS LAST, $1 ASC NULLS LAST] limit=2
          UnionAll
            Scan memory.main.nations columns=[n_key, n_name]
            Project [1, 'x']
              Values 1 row
        """);
  }

  @Test
  void conditionsThatTheTableCannotApplyStandAboveTheScanToo() {
    assertPlan(
        "SELECT o_key FROM orders WHERE o_date < DATE '1995-01-01' + INTERVAL '1' YEAR",
        """
        Project [$0]
          Filter lt($1, '1996-01-01')
            Scan memory.main.orders columns=[o_key, o_date] filter=lt($2, '1996-01-01')
        """);
  }

  @Test
  void theSmallestTablesAreKeptAndFilterTheLargestScan() {
    assertPlan(
        """
        SELECT sum(o_total) FROM orders, customers, nations
        WHERE o_customer = c_key AND c_nation = n_key AND n_name = 'PERU'
        """,
        """
        Aggregate keys=[] [sum($0)]
          Project [$1]
            HashJoin INNER on $0 = $2 runtime_filter=#0
              Scan memory.main.orders columns=[o_customer, o_total] runtime_filter=#0 on $1
              Project [$0]
                HashJoin INNER on $1 = $2 runtime_filter=#1
                  Scan memory.main.customers columns=[c_key, c_nation] runtime_filter=#1 on $2
                  Project [$0]
                    Filter eq($1, 'PERU')
                      Scan memory.main.nations columns=[n_key, n_name] filter=eq($1, 'PERU')
        """);
  }

  @Test
  void anOrOverBothSidesDemandsSomethingOfEach() {
    assertPlan(
        """
        SELECT o_key FROM orders JOIN customers ON o_customer = c_key
        WHERE (c_nation = 3 AND o_total > 10) OR (c_nation IN (5, 6) AND o_total < 2 AND c_name = 'x')
        """,
        """
        Project [$0]
          HashJoin INNER on $1 = $3 AND ((eq($5, 3) AND gt($2, 10.00)) OR ($5 IN (5, 6) AND lt($2, 2.00) AND eq($4, 'x'))) runtime_filter=#0
            Filter (gt($2, 10.00) OR lt($2, 2.00))
              Scan memory.main.orders columns=[o_key, o_customer, o_total] filter=(gt($3, 10.00) OR lt($3, 2.00)) runtime_filter=#0 on $1
            Scan memory.main.customers columns=[c_key, c_name, c_nation] filter=(eq($2, 3) OR ($2 IN (5, 6) AND eq($1, 'x')))
        """);
  }

  @Test
  void aCorrelatedAggregateBecomesOneJoinOverTheKeysThatAreAskedFor() {
    assertPlan(
        """
        SELECT c_name, (SELECT max(o_total) FROM orders WHERE o_customer = c_key)
        FROM customers WHERE c_nation = 3
        """,
        """
        Project [$0, $1]
          Project [$1, $3]
            HashJoin LEFT on $0 = $2
              Scan memory.main.customers columns=[c_key, c_name] filter=eq($2, 3)
              Aggregate keys=[$0] [max($1)]
                HashJoin SEMI on $0 = $2 runtime_filter=#0
                  Scan memory.main.orders columns=[o_customer, o_total] runtime_filter=#0 on $1
                  Scan memory.main.customers columns=[c_key] filter=eq($2, 3)
        """);
  }

  @Test
  void notInKnowsNullAndNotExistsDoesNot() {
    assertPlan(
        "SELECT n_name FROM nations WHERE n_key NOT IN (SELECT c_nation FROM customers)",
        """
        Project [$1]
          HashJoin NULL_AWARE_ANTI on $0 = $2
            Scan memory.main.nations columns=[n_key, n_name]
            Scan memory.main.customers columns=[c_nation]
        """);
    assertPlan(
        "SELECT n_name FROM nations WHERE NOT EXISTS (SELECT * FROM customers WHERE c_nation = n_key)",
        """
        Project [$1]
          HashJoin RIGHT_ANTI on $0 = $1
            Scan memory.main.customers columns=[c_nation]
            Scan memory.main.nations columns=[n_key, n_name]
        """);
  }

  @Test
  void aggregatesAndTopRowsAreMadeInTwoSteps() {
    session.parallelism(2);
    assertPlan(
        "SELECT o_customer, count(*) AS n FROM orders GROUP BY o_customer ORDER BY n DESC LIMIT 3",
        """
        Limit 3
          Exchange merge [$1 DESC NULLS FIRST] from all tasks
            TopN [$1 DESC NULLS FIRST] limit=3
              FinalAggregate keys=[$0] [count($1)]
                Exchange hash [$0] from all tasks
                  PartialAggregate keys=[$0] [count(*)]
                    Scan memory.main.orders columns=[o_customer]
        """);
  }

  @Test
  void exceptAllCountsCopies() {
    assertPlan(
        "SELECT n_key FROM nations EXCEPT ALL SELECT c_nation FROM customers",
        """
        Project [$0]
          Unnest [$1]
            Project [$0, generate_series(1, subtract($1, $2))]
              Filter gt(subtract($1, $2), 0)
                Aggregate keys=[$0] [count($1), count($2)]
                  UnionAll
                    Project [$0, 1, NULL]
                      Scan memory.main.nations columns=[n_key]
                    Project [$0, NULL, 1]
                      Scan memory.main.customers columns=[c_nation]
        """);
  }

  @Test
  void whatIsReadTwiceIsComputedOnceWithTheColumnsOfBothPlaces() {
    assertPlan(
        """
        WITH totals AS (
          SELECT o_customer, sum(o_total) AS total, count(*) AS orders FROM orders GROUP BY 1)
        SELECT o_customer, orders FROM totals WHERE total > (SELECT avg(total) FROM totals)
        """,
        """
        Project [$0, $2]
          NestedLoopJoin INNER on gt(cast($1 AS DOUBLE), $3)
            Exchange gather
              Aggregate keys=[$0] [sum($1), count(*)]
                Scan memory.main.orders columns=[o_customer, o_total]
            Aggregate keys=[] [avg($0)]
              Project [$1]
                Project [$0, $1]
                  Exchange gather  [rows computed above]
        """);
  }

  @Test
  void placesThatKeepDifferentRowsAreComputedApart() {
    String sql =
        """
        SELECT a.o_customer FROM
          (SELECT o_customer, count(*) AS n FROM orders WHERE o_total > 5 GROUP BY 1) a,
          (SELECT o_customer, count(*) AS n FROM orders WHERE o_total > 6 GROUP BY 1) b
        WHERE a.n = b.n
        """;
    Planner planner = new Planner();
    PlannedStatement planned = planner.plan(StatementParser.parse(sql), sql, session);
    assertThat(planner.explain(planned, ExplainFormat.TEXT, Optional.empty()))
        .doesNotContain("computed above")
        .contains("gt($3, 5")
        .contains("gt($3, 6");
  }
}
