package io.thalweg.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.planner.command.Command;
import io.thalweg.planner.command.CommandBinder;
import io.thalweg.sql.parser.StatementParser;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Continuous plans as people read them, with what bounds their state.
class StreamPlanTest {
  private final FakeSession session =
      new FakeSession()
          .table(
              new FakeTable(
                      "bids",
                      10,
                      "auction BIGINT",
                      "bidder BIGINT",
                      "price BIGINT",
                      "ts TIMESTAMP(3)")
                  .stream(true).endless().late(Duration.ofSeconds(4)))
          .table(
              new FakeTable(
                      "auctions",
                      10,
                      "id BIGINT",
                      "seller BIGINT",
                      "expires TIMESTAMP(3)",
                      "ts TIMESTAMP(3)")
                  .stream(true).endless().late(Duration.ofSeconds(4)))
          .table(new FakeTable("people", 10, "id BIGINT", "name VARCHAR").exact())
          .table(
              new FakeTable("stock", 10, "item BIGINT", "amount BIGINT").stream(false).writable())
          .table(new FakeTable("totals", 10, "item BIGINT", "amount BIGINT").keyed(0));

  private PlannedStatement plan(String sql) {
    return new Planner().plan(StatementParser.parse(sql), sql, session);
  }

  private void assertPlan(String sql, String expected) {
    assertText(plan(sql), expected);
  }

  private static void assertText(PlannedStatement planned, String expected) {
    assertThat(text(planned)).isEqualTo(expected);
  }

  private static String text(PlannedStatement planned) {
    String plan = new Planner().explain(planned, ExplainFormat.TEXT, Optional.empty());
    return plan.replaceAll(" +\\(~\\d+ rows\\)", "");
  }

  @Test
  void linearQueriesKeepNothingAndReadersGetNoConditions() {
    assertPlan(
        "SELECT STREAM auction, price * 2 AS twice FROM bids WHERE price > 5",
        """
        Project [$0, multiply($1, 2)]
          Project [$0, $1]
            Filter gt($1, 5)
              Scan memory.main.bids columns=[auction, price, ts]
        """);
    assertThat(plan("SELECT STREAM price FROM bids").appendOnly()).isTrue();
  }

  @Test
  void groupingSetsLieWhereTheirKeysAndTheirNumberPutThem() {
    for (int parallelism = 1; parallelism <= 2; parallelism++) {
      session.parallelism(parallelism);
      assertThat(
              text(
                  plan("SELECT STREAM item, sum(amount) FROM stock GROUP BY ROLLUP(item, amount)")))
          .contains("FinalAggregate keys=[$0, $1, $", "PartialAggregate keys=")
          .doesNotContain("gather");
    }
  }

  @Test
  void groupsOfAnHourAreOverWithTheHour() {
    session.parallelism(2);
    assertPlan(
        "SELECT STREAM date_trunc('hour', ts) AS h, auction, count(*) AS n FROM bids GROUP BY ALL",
        """
        FinalAggregate keys=[$0, $1] [count($2)]  [state: bounded by watermark on h + 3600 s]
          Exchange hash [$0, $1] from all tasks
            PartialAggregate keys=[$0, $1] [count(*)]
              Project [date_trunc('hour', $1), $0]
                Scan memory.main.bids columns=[auction, ts]
        """);
  }

  @Test
  void bothSidesOfAJoinLieWhereTheirKeysAreAndForgetWhatNothingCanMeet() {
    session.parallelism(2);
    assertPlan(
        """
        SELECT STREAM price, seller FROM bids b JOIN auctions a
        ON auction = a.id AND b.ts BETWEEN a.ts AND a.expires
        """,
        """
        Project [$1, $0]
          Project [$1, $5]
            HashJoin INNER on $0 = $4 AND (ge($6, $3) AND le($6, $2))  \
        [state: bounded by watermark on expires, bounded by watermark on ts]
              Exchange hash [$0] from all tasks
                Scan memory.main.auctions columns=[id, seller, expires, ts]
              Exchange hash [$0] from all tasks
                Scan memory.main.bids columns=[auction, price, ts]
        """);
    assertPlan(
        """
        SELECT STREAM price, seller FROM bids b LEFT JOIN auctions a ON auction = a.id
        AND b.ts - a.ts >= INTERVAL '-10' SECOND AND a.ts + INTERVAL '1' MINUTE > b.ts
        """,
        """
        Consolidate
          Exchange hash [$0, $1] from all tasks
            Project [$1, $4]
              HashJoin LEFT on $0 = $3 AND (ge(subtract($2, $5), 'PT-10S') AND gt(add($5, 'PT1M'), $2))  \
        [state: bounded by watermark on ts + 10 s, bounded by watermark on ts + 60 s]
                Exchange hash [$0] from all tasks
                  Scan memory.main.bids columns=[auction, price, ts]
                Exchange hash [$0] from all tasks
                  Scan memory.main.auctions columns=[id, seller, ts]
        """);
  }

  @Test
  void tablesThatChangeBoundTheStateOverThem() {
    session.parallelism(2);
    assertPlan(
        """
        SELECT STREAM name, item, sum(amount) AS amount FROM stock JOIN people ON id = item
        WHERE name <> 'x' GROUP BY ALL ORDER BY 3 DESC LIMIT 3
        """,
        """
        TopN [$2 DESC NULLS FIRST] limit=3  [state: bounded by tables]
          Exchange gather from all tasks
            FinalAggregate keys=[$0, $1] [sum($2, $3)]  [state: bounded by tables]
              Exchange hash [$0, $1] from all tasks
                PartialAggregate keys=[$2, $0] [sum($1)]
                  Project [$0, $1, $3]
                    HashJoin INNER on $0 = $2  [state: bounded by tables]
                      Exchange hash [$0] from all tasks
                        Scan memory.main.stock columns=[item, amount]
                      Exchange hash [$0] from all tasks
                        Scan memory.main.people columns=[id, name] filter=ne($1, 'x')
        """);
  }

  @Test
  void windowsBoundGroupsAndJoinsOverThem() {
    assertPlan(
        """
        WITH counts AS (
          SELECT window_end, auction, count(*) AS n
          FROM TABLE(HOP(TABLE bids, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
          GROUP BY window_end, auction)
        SELECT STREAM c.auction, c.n FROM counts c
        JOIN (SELECT max(n) AS most, window_end FROM counts GROUP BY window_end) m
        ON c.window_end = m.window_end AND c.n >= m.most
        """,
        """
        Consolidate
          Project [$1, $2]
            HashJoin INNER on $0 = $3 AND ge($2, $4)  [state: bounded by watermark on window_end]
              Aggregate keys=[$1, $0] [count(*)]  [state: bounded by watermark on window_end]
                Project [$0, add($1, 'PT10S')]
                  Project [$0, $2]
                    Unnest [$1]
                      Project [$0, hop_starts($1, 'PT2S', 'PT10S')]
                        Scan memory.main.bids columns=[auction, ts]
              Aggregate keys=[$0] [max($1)]  [state: bounded by watermark on window_end]
                Project [$0, $2]
                  Aggregate keys=[$1, $0] [count(*)]  [state: bounded by watermark on window_end]
                    Project [$0, add($1, 'PT10S')]
                      Project [$0, $2]
                        Unnest [$1]
                          Project [$0, hop_starts($1, 'PT2S', 'PT10S')]
                            Scan memory.main.bids columns=[auction, ts]
        """);
  }

  @Test
  void anAsOfJoinIsATemporalJoin() {
    String join =
        "SELECT STREAM b.ts, a.seller FROM bids b LEFT ASOF JOIN auctions a MATCH_CONDITION %s"
            + " ON a.id = b.auction";
    String node = "TemporalJoin LEFT on $0 = $2 AND nearest $4 ";
    assertThat(text(plan(join.formatted("b.ts >= a.ts")))).contains(node + "<= $1");
    assertThat(text(plan(join.formatted("a.ts <= b.ts")))).contains(node + "<= $1");
    assertThat(text(plan(join.formatted("a.ts < b.ts")))).contains(node + "< $1");
    assertThatThrownBy(() -> plan(join.formatted("b.ts <= a.ts")))
        .hasMessageContaining(">= $1")
        .hasMessageContaining("every row of both inputs is kept");
  }

  @Test
  void aTemporalJoinPicksAVersionBeforeItAsksAnythingOfIt() {
    session.parallelism(2);
    String join =
        """
        bids b JOIN auctions FOR SYSTEM_TIME AS OF b.ts AS a ON a.id = b.auction
        WHERE a.seller > 7 AND b.price > 5
        """;
    String expected =
        """
        Filter gt($1, 7)
          Project [$1, $4]
            TemporalJoin INNER on $0 = $3 AND nearest $5 <= $2
              Exchange hash [$0] from all tasks
                Filter gt($1, 5)
                  Scan memory.main.bids columns=[auction, price, ts]
              Exchange hash [$0] from all tasks
                Scan memory.main.auctions columns=[id, seller, ts]
        """;
    assertThat(
            text(plan("SELECT STREAM price, seller FROM " + join)).replaceAll(" +\\[state.*", ""))
        .isEqualTo("Consolidate\n  Exchange hash [$0, $1] from all tasks\n" + expected.indent(4));
    assertPlan(
        "SELECT STREAM price, name FROM bids b LEFT JOIN people FOR SYSTEM_TIME AS OF b.ts ON id = auction",
        """
        Project [$1, $4]
          HashJoin LEFT on $0 = $3  [state: bounded by tables]
            Exchange hash [$0] from all tasks
              Scan memory.main.bids columns=[auction, price, ts]
            Exchange hash [$0] from all tasks
              Scan memory.main.people columns=[id, name]
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          r <= 3               | 3
          r < 3                | 2
          r = 1                | 1
          3 >= r AND price > 5 | 3
          r > 1                | -1
          """)
  void aWindowKnowsHowManyRowsAreWanted(String condition, long rows) {
    session.options(new PlannerOptions(1, true, Duration.ofSeconds(10), true, Optional.empty()));
    PlannedStatement top =
        plan(
            "SELECT STREAM * FROM (SELECT *, row_number() OVER (PARTITION BY auction ORDER BY price)"
                + " AS r FROM bids) AS t WHERE "
                + condition);

    assertThat(
            top.plan().stream().orElseThrow().nodes().values().stream()
                .map(NodeStream::firstRows)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .sum())
        .isEqualTo(rows < 0 ? 0 : rows);
  }

  @Test
  void onlyWhatIsOverLeavesOnWatermark() {
    PlannedStatement counts =
        plan(
            """
            SELECT STREAM window_start, count(*) AS n
            FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND))
            GROUP BY window_start EMIT ON WATERMARK
            """);
    NodeStream groups =
        counts.plan().stream().orElseThrow().nodes().values().stream()
            .filter(node -> node.emitOn().isPresent())
            .findFirst()
            .orElseThrow();

    assertThat(groups.emitOn()).hasValue(new Expiry(0, 10_000_000));
    assertThat(counts.appendOnly()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT STREAM item FROM stock EMIT ON WATERMARK          | INVALID_STATEMENT | rows of Scan memory.main.stock
          INSERT INTO stock SELECT STREAM auction, price FROM bids | INVALID_STATEMENT | CREATE JOB name AS
          SELECT auction FROM bids                                | INVALID_STATEMENT | write SELECT STREAM
          SELECT STREAM auction, count(*) FROM bids GROUP BY 1    | UNBOUNDED_STATE   | a group for every value of auction
          SELECT STREAM count(DISTINCT bidder) FROM bids          | UNBOUNDED_STATE   | count keeps every value
          SELECT STREAM price FROM bids, auctions WHERE id = auction | UNBOUNDED_STATE | every row of the left input is kept
          SELECT STREAM price FROM bids QUALIFY row_number() OVER (PARTITION BY auction ORDER BY price DESC) <= 3 | UNBOUNDED_STATE | the rows up to position 3 for every value of auction
          SELECT STREAM price FROM bids QUALIFY rank() OVER (ORDER BY price DESC) <= 3 | UNBOUNDED_STATE | the rows up to position 3
          """)
  void queriesThatCouldNotRunForEverAreRefused(String sql, ErrorCode code, String words) {
    ThalwegException error = catchThrowableOfType(ThalwegException.class, () -> plan(sql));

    assertThat(error.code()).isEqualTo(code);
    assertThat(error).hasMessageContaining(words);
  }

  @Test
  void firstRowsOfAllAreFewWhenRowsOnlyCome() {
    PlannedStatement top =
        plan("SELECT STREAM price FROM bids QUALIFY row_number() OVER (ORDER BY price DESC) <= 3");

    assertThat(top.notes().values()).containsExactly("state: fixed size");
  }

  @Test
  void unboundedStateIsAllowedWhenItIsWantedOrForgotten() {
    String sql = "SELECT STREAM auction, count(*) FROM bids GROUP BY 1";
    PlannerOptions forgetful =
        new PlannerOptions(
            1, true, Duration.ofSeconds(10), false, Optional.of(Duration.ofHours(1)));
    session.options(forgetful);
    assertPlan(
        sql,
        """
        Aggregate keys=[$0] [count(*)]  [state: bounded by state_ttl]
          Project [$0]
            Scan memory.main.bids columns=[auction, ts]
        """);
    session.options(new PlannerOptions(1, true, Duration.ofSeconds(10), true, Optional.empty()));
    assertPlan(
        sql,
        """
        Aggregate keys=[$0] [count(*)]  [state: unbounded: a group for every value of auction]
          Project [$0]
            Scan memory.main.bids columns=[auction, ts]
        """);
  }

  @Test
  void explainShowsWhatIsRefusedForItsState() {
    String view =
        "EXPLAIN CREATE MATERIALIZED VIEW v AS SELECT auction, count(*) AS n FROM bids GROUP BY 1";
    CommandBinder binder = new CommandBinder(new Planner());
    Command.Explain explain = (Command.Explain) binder.bind(view, session);
    assertThat(text(explain.statement()))
        .contains("[state: unbounded: a group for every value of auction]");
    assertThatThrownBy(() -> binder.bind(view.substring("EXPLAIN ".length()), session))
        .hasMessageContaining("a group for every value of auction");
  }

  @Test
  void everyTaskOfAJobWritesItsOwnRows() {
    session.parallelism(2);
    Command.Streaming.CreateJob job =
        (Command.Streaming.CreateJob)
            new CommandBinder(new Planner())
                .bind(
                    """
                    CREATE JOB copy WITH (checkpoint_interval = '5s') AS
                      INSERT INTO stock SELECT STREAM auction, sum(price) FROM bids WHERE price > 5
                      GROUP BY auction, date_trunc('day', ts) EMIT CHANGES;
                    """,
                    session);

    assertThat(job.definition().sql()).startsWith("INSERT INTO").endsWith("EMIT CHANGES");
    assertThat(job.options()).isEqualTo(Map.of("checkpoint_interval", "5s"));
    assertThat(job.job().kind()).isEqualTo(PlannedStatement.Kind.JOB);
    assertText(
        job.job(),
        """
        Modify memory.main.stock
          Consolidate
            Exchange hash [$0, $1] from all tasks
              Project [$0, cast($1 AS BIGINT)]
                Project [$0, $2]
                  FinalAggregate keys=[$0, $1] [sum($2)]  [state: bounded by watermark on $f1 + 86400 s]
                    Exchange hash [$0, $1] from all tasks
                      PartialAggregate keys=[$0, $1] [sum($2)]
                        Project [$0, date_trunc('day', $2), $1]
                          Filter gt($1, 5)
                            Scan memory.main.bids columns=[auction, price, ts]
        """);
  }

  @Test
  void aTableWithAKeyGetsTheChangesOfEachKeyFromOneTask() {
    session.parallelism(2);
    assertThat(job("SELECT STREAM auction, price FROM bids"))
        .isEqualTo(
            """
            Modify memory.main.totals
              Exchange hash [$0] from all tasks
                Project [$0, $1]
                  Project [$0, $1]
                    Scan memory.main.bids columns=[auction, price, ts]
            """);
    assertThat(job("SELECT STREAM item, CAST(sum(amount) + 1 AS BIGINT) FROM stock GROUP BY item"))
        .isEqualTo(
            """
            Modify memory.main.totals
              Consolidate
                Project [$0, $1]
                  Project [$0, cast(add($1, 1) AS BIGINT)]
                    FinalAggregate keys=[$0] [sum($1, $2)]  [state: bounded by tables]
                      Exchange hash [$0] from all tasks
                        PartialAggregate keys=[$0] [sum($1)]
                          Scan memory.main.stock columns=[item, amount]
            """);
  }

  @Test
  void castsThatKeepEveryDigitLeaveNothingToConsolidate() {
    assertThat(job("SELECT STREAM item, sum(amount) FROM stock GROUP BY item"))
        .isEqualTo(
            """
            Modify memory.main.totals
              Project [$0, cast($1 AS BIGINT)]
                Aggregate keys=[$0] [sum($1)]  [state: bounded by tables]
                  Scan memory.main.stock columns=[item, amount]
            """);
    assertThat(job("SELECT STREAM item, TRY_CAST(sum(amount) AS BIGINT) FROM stock GROUP BY item"))
        .contains("Consolidate");
    assertThat(job("SELECT STREAM item, avg(amount)::BIGINT FROM stock GROUP BY item"))
        .contains("Consolidate");
  }

  private String job(String query) {
    Command.Streaming.CreateJob job =
        (Command.Streaming.CreateJob)
            new CommandBinder(new Planner())
                .bind("CREATE JOB j AS INSERT INTO totals " + query, session);
    return text(job.job());
  }

  @Test
  void groupsOfTheClockAreOverWithTheirTimeAndHaveTheSameNameWheneverPlanned() {
    String sql =
        """
        SELECT STREAM auction, count(*) AS n
        FROM TABLE(TUMBLE((SELECT auction, proctime() AS at FROM bids),
          DESCRIPTOR(at), INTERVAL '10' SECOND))
        GROUP BY auction, window_start, window_end
        """;
    PlannedStatement early = plan(sql);
    assertThat(text(early)).contains("[state: bounded by the clock on").contains(" + 10 s]");

    session.now(Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(states(plan(sql))).isEqualTo(states(early)).hasSize(1);
  }

  @Test
  void stateHasTheSameNameAtEveryParallelism() {
    String sql =
        "SELECT STREAM item, sum(amount) AS n FROM stock JOIN people ON id = item GROUP BY item";
    Set<String> single = states(plan(sql));
    session.parallelism(4);

    assertThat(states(plan(sql))).isEqualTo(single).hasSize(2);
  }

  private static Set<String> states(PlannedStatement planned) {
    Map<Integer, NodeStream> nodes = planned.plan().stream().orElseThrow().nodes();
    return planned.notes().keySet().stream()
        .map(id -> nodes.get(id).identity())
        .collect(Collectors.toSet());
  }
}
