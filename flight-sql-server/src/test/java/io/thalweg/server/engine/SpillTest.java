package io.thalweg.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.Clock;
import io.thalweg.exec.runtime.OperatorMetrics;
import io.thalweg.exec.runtime.RunningQuery;
import io.thalweg.server.Engines;
import io.thalweg.server.engine.result.QueryStream;
import io.thalweg.server.engine.result.RowStream;
import io.thalweg.server.engine.result.StatementResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// State that is larger than memory, in real files.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpillTest {
  private static final int EVENTS = 120_000;

  private static final String JOIN =
      "SELECT b.auction % 100 AS part, count(*) AS pairs, sum(b.price % 1009) AS prices,"
          + " max(b.extra || b.url || a.item_name) AS texts"
          + " FROM PREFIX_bid b JOIN PREFIX_auction a ON b.auction = a.id GROUP BY b.auction % 100";

  private static final String AGGREGATE =
      "SELECT auction % 100 AS part, count(*) AS pairs, sum(n * n) AS squares, sum(size) AS sizes"
          + " FROM (SELECT auction, bidder, count(*) AS n, length(max(extra || url)) AS size"
          + " FROM PREFIX_bid GROUP BY auction, bidder, price) GROUP BY auction % 100";

  private static final String SUMS =
      "SELECT a.k, sum(v * w) AS s, max(v) AS top FROM a JOIN b ON a.k = b.k GROUP BY a.k";

  @TempDir Path directory;
  private Engine engine;
  private Session session;

  @BeforeEach
  void open() {
    engine =
        Engines.create(new EngineConfig(1L << 30, 2, Clock.SYSTEM).withSpill(directory("spill")));
    session = engine.openSession("test");
    run("SET allow_unbounded_state = true");
    run("SET epoch_interval = 'marks'");
    run("SET batch_rows = 256");
    run("SET parallelism = 2");
    for (String table : List.of("auction", "bid")) {
      run(
          "CREATE TABLE s_%s WITH (connector = 'nexmark', table = '%s', events = %d, epoch_events = %d)"
              .formatted(table, table, EVENTS, EVENTS / 6));
    }
  }

  private Path directory(String name) {
    return directory.resolve(name);
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
    assertThat(directory("spill")).doesNotExist();
  }

  private void run(String sql) {
    if (session.execute(sql) instanceof StatementResult.Rows(RowStream rows)) {
      rows.close();
    }
  }

  /// What came out in the end, and how.
  private record Outcome(
      Map<String, Long> rows, RunningQuery.MemoryUse memory, long writtenBytes) {}

  /// @param columns that come before the row's own: an epoch and a weight, or none
  private Outcome rows(String sql, int columns) {
    if (!(session.execute(sql) instanceof StatementResult.Rows(QueryStream stream))) {
      throw new AssertionError(sql + " has no rows");
    }
    Map<String, Long> rows = new TreeMap<>();
    try (stream) {
      for (var batch = stream.next(); batch != null; batch = stream.next()) {
        for (List<String> row : TestEngine.texts(stream.schema(), batch)) {
          long weight = columns == 0 ? 1 : Long.parseLong(row.get(1));
          rows.merge(String.join("|", row.subList(columns, row.size())), weight, Long::sum);
        }
      }
      rows.values().removeIf(weight -> weight == 0);
      long written =
          stream.query().metrics().values().stream().mapToLong(OperatorMetrics::spilledBytes).sum();
      return new Outcome(rows, stream.query().memory(), written);
    }
  }

  private static String over(String sql, String prefix) {
    return sql.replace("PREFIX_", prefix);
  }

  private Map<String, Long> bounded(String sql) {
    return rows(over(sql, "nexmark.e" + EVENTS + "."), 0).rows();
  }

  private Outcome continuous(String sql) {
    run("CREATE OR REPLACE VIEW v AS " + over(sql, "s_"));
    return rows("SELECT STREAM * FROM v", 2);
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(directory("spill"))) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory("spill"))) {
      return all.filter(file -> file.toString().endsWith(".spill")).toList();
    }
  }

  @Test
  void a_join_of_four_times_the_memory_gives_the_right_answer() throws IOException {
    checkTight(JOIN, 6);
  }

  @Test
  void an_aggregate_of_four_times_the_memory_gives_the_right_answer() throws IOException {
    checkTight(AGGREGATE, 6);
  }

  private void checkTight(String sql, int megabytes) throws IOException {
    long limit = (long) megabytes << 20;
    Map<String, Long> expected = bounded(sql);
    Outcome roomy = continuous(sql);
    assertThat(roomy.rows()).isEqualTo(expected);
    assertThat(roomy.writtenBytes()).isZero();
    assertThat(roomy.memory().peakBytes()).isGreaterThan(4 * limit);

    run("SET memory_limit = '%dMB'".formatted(megabytes));
    Outcome tight = continuous(sql);
    assertThat(tight.rows()).isEqualTo(expected);
    assertThat(tight.memory().peakBytes()).isLessThanOrEqualTo(limit);
    assertThat(tight.writtenBytes()).isGreaterThan(limit);
    assertThat(files()).isEmpty();
  }

  @Test
  void without_files_such_a_query_fails_alone() {
    run("SET memory_limit = '6MB'");
    run("SET spill = off");
    assertThatThrownBy(() -> continuous(JOIN))
        .isInstanceOfSatisfying(
            ThalwegException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED));
    assertThat(engine.memory().usedBytes()).isZero();
  }

  @Test
  void state_that_cannot_be_divided_says_what_to_do() {
    run("SET memory_limit = '3MB'");
    assertThatThrownBy(
            () ->
                continuous(
                    "SELECT sum(length(b.extra || b.url || a.description)) AS n"
                        + " FROM PREFIX_bid b JOIN PREFIX_auction a ON b.price < a.initial_bid - b.price"))
        .isInstanceOfSatisfying(
            ThalwegException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED))
        .hasMessageContaining("NestedLoopJoin")
        .hasMessageContaining("cannot go into files: join on an equality too");
    assertThat(engine.memory().usedBytes()).isZero();
  }

  @Test
  void a_query_whose_files_are_full_fails_alone() throws IOException {
    run("SET memory_limit = '6MB'");
    run("SET spill_limit = '2MB'");
    assertThatThrownBy(() -> continuous(JOIN))
        .isInstanceOfSatisfying(
            ThalwegException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SPILL_LIMIT_EXCEEDED))
        .hasMessageContaining("HashJoin")
        .hasMessageContaining("SET spill_limit");
    assertThat(files()).isEmpty();
    assertThat(engine.memory().usedBytes()).isZero();
    run("SET spill_limit = '1GB'");
    assertThat(continuous(JOIN).rows()).isEqualTo(bounded(JOIN));
  }

  @Test
  void a_query_that_is_closed_early_leaves_no_file() throws IOException {
    run("SET spill = always");
    run("CREATE VIEW v AS " + over(JOIN, "s_"));
    if (session.execute("SELECT STREAM * FROM v") instanceof StatementResult.Rows(RowStream rows)) {
      assertThat(rows.next()).isNotNull();
      assertThat(files()).isNotEmpty();
      rows.close();
    }
    assertThat(files()).isEmpty();
    assertThat(engine.memory().usedBytes()).isZero();
  }

  /// A job goes on from a checkpoint that was taken out of files.
  @Test
  void jobs_whose_state_is_in_files_go_on_from_their_checkpoints() {
    Random random = new Random(7);
    try (TestEngine jobs = new TestEngine(Optional.of(directory("data")))) {
      jobs.run(
          "SET epoch_interval = '10ms'",
          "SET allow_unbounded_state = true",
          "SET spill = always",
          "CREATE TABLE a (k INTEGER, v INTEGER)",
          "CREATE TABLE b (k INTEGER, w INTEGER)",
          "CREATE MATERIALIZED VIEW m AS " + SUMS);
      for (int round = 0; round < 4; round++) {
        jobs.run(
            "INSERT INTO a VALUES " + values(random),
            "INSERT INTO b VALUES " + values(random),
            "DELETE FROM a WHERE k % 7 = " + random.nextInt(7));
        jobs.refresh("m");
        assertThat(jobs.run("SELECT * FROM m")).hasSizeGreaterThan(40).isEqualTo(jobs.run(SUMS));
        assertThat(jobs.run("SELECT spilled_bytes > 0 FROM system.main.jobs"))
            .containsExactly("true");
        jobs.run("CHECKPOINT JOB m", "PAUSE JOB m", "RESUME JOB m");
      }
    }
  }

  private static String values(Random random) {
    return IntStream.rangeClosed(1, 50)
        .mapToObj(key -> "(" + key + ", " + random.nextInt(1000) + ")")
        .collect(Collectors.joining(", "));
  }
}
