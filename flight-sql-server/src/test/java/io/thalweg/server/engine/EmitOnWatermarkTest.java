package io.thalweg.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.data.Batch;
import io.thalweg.server.engine.result.RowStream;
import io.thalweg.server.engine.result.StatementResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Results that change until the watermark has passed: they leave once, and are right then.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmitOnWatermarkTest {
  private static final int EPOCHS = 10;
  private static final String NUMBERED =
      "SELECT *, row_number() OVER (PARTITION BY window_end ORDER BY n DESC, auction) AS place"
          + " FROM (SELECT window_end, auction, count(*) AS n"
          + " FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(date_time), INTERVAL '1' SECOND))"
          + " GROUP BY window_end, auction)";

  private final TestEngine engine = new TestEngine();

  @BeforeEach
  void makeTables() {
    String options = "events = 20000, epoch_events = " + 20000 / EPOCHS + ", rate = 2000";
    engine.run(
        "SET allow_unbounded_state = true",
        "SET epoch_interval = 'marks'",
        "CREATE TABLE bid WITH (connector = 'nexmark', " + options + ")",
        "CREATE TABLE auction WITH (connector = 'nexmark', splits = 2, " + options + ")");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /// The rows of each epoch, as texts.
  private List<List<String>> epochs(String sql) {
    List<List<String>> epochs = new ArrayList<>();
    Session session = engine.engine().openSession("test");
    session.settings().set("allow_unbounded_state", "true");
    session.settings().set("epoch_interval", "marks");
    try (session;
        RowStream rows = ((StatementResult.Rows) session.execute(sql)).stream()) {
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        List<String> some = new ArrayList<>();
        TestEngine.texts(rows.schema(), batch).forEach(row -> some.add(String.join("|", row)));
        epochs.add(some);
      }
    }
    return epochs;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a.id, a.date_time, b.price FROM auction a LEFT JOIN bid b ON a.id = b.auction"
            + " AND b.date_time BETWEEN a.date_time AND a.date_time + INTERVAL '1' SECOND",
        "SELECT a.id + 1, b.price FROM auction a LEFT JOIN bid b ON a.id = b.auction"
            + " AND b.date_time BETWEEN a.date_time AND a.date_time + INTERVAL '1' SECOND",
        "SELECT a.id, b.bidder FROM bid b RIGHT JOIN auction a ON a.id = b.auction"
            + " AND b.date_time <= a.date_time + INTERVAL '1' SECOND"
            + " AND b.date_time >= a.date_time",
        "SELECT a.id FROM auction a WHERE NOT EXISTS (SELECT 1 FROM bid b WHERE b.auction = a.id"
            + " AND b.date_time BETWEEN a.date_time AND a.date_time + INTERVAL '1' SECOND)",
        "SELECT auction, price, date_time, sum(price) OVER (PARTITION BY bidder ORDER BY date_time"
            + " RANGE BETWEEN INTERVAL '1' SECOND PRECEDING AND CURRENT ROW) AS s FROM bid",
        "SELECT auction, count(*) OVER (PARTITION BY auction ORDER BY date_time, bidder, price"
            + " ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) AS n FROM bid",
        NUMBERED,
        "SELECT window_end, auction, n FROM (" + NUMBERED + ") WHERE place <= 3",
        "SELECT auction FROM (" + NUMBERED + ") WHERE place = 1",
        "SELECT bidder, price FROM (SELECT *, row_number() OVER (PARTITION BY bidder ORDER BY"
            + " date_time, price, auction) AS place FROM bid) WHERE place = 1",
        "SELECT window_end, count(*) FROM (" + NUMBERED + ") WHERE place <= 5 GROUP BY window_end"
      })
  void whatLeavesIsFinalAndInTheEndComplete(String query) throws InterruptedException {
    List<String> bounded = engine.run(query);
    String stream = query.replaceFirst("SELECT ", "SELECT STREAM ") + " EMIT ON WATERMARK";
    for (int parallelism = 1; parallelism <= 2; parallelism++) {
      engine.run("SET parallelism = " + parallelism);
      List<List<String>> epochs = epochs(stream);
      List<String> all = new ArrayList<>();
      epochs.forEach(all::addAll);
      all.sort(null);
      assertThat(all).isEqualTo(bounded);
      assertThat(all.size() - epochs.getLast().size()).as("rows before the end").isPositive();
      engine.run("CREATE MATERIALIZED VIEW v AS " + query + " EMIT ON WATERMARK");
      while (!engine.run("SELECT state FROM system.main.jobs").contains("FINISHED")) {
        Thread.sleep(5);
      }
      assertThat(engine.run("SELECT * FROM v")).isEqualTo(bounded);
      engine.run("DROP MATERIALIZED VIEW v");
    }
  }

  /// The rows of `bid` with the sessions of their bidders, by hand.
  private static final String SESSIONS_BY_HAND =
      "SELECT bidder, min(date_time) AS s, max(date_time) + INTERVAL '0.5' SECOND AS e, count(*)"
          + " AS n FROM (SELECT *, sum(CASE WHEN date_time - before < INTERVAL '0.5' SECOND THEN 0"
          + " ELSE 1 END) OVER (PARTITION BY bidder ORDER BY date_time) AS session FROM (SELECT *,"
          + " lag(date_time) OVER (PARTITION BY bidder ORDER BY date_time) AS before FROM bid))"
          + " GROUP BY bidder, session";

  @Test
  void sessionsCloseAndAreForgotten() throws InterruptedException {
    String query =
        "SELECT bidder, window_start AS s, window_end AS e, count(*) AS n FROM TABLE(SESSION(TABLE"
            + " bid PARTITION BY bidder, DESCRIPTOR(date_time), INTERVAL '0.5' SECOND))"
            + " GROUP BY bidder, window_start, window_end";
    List<String> expected = engine.run(SESSIONS_BY_HAND);
    assertThat(engine.run(query)).isEqualTo(expected);
    engine.run("SET allow_unbounded_state = false");
    assertThat(engine.run("EXPLAIN SELECT STREAM" + query.substring(6)))
        .anyMatch(line -> line.contains("Window") && line.contains("bounded by watermark"))
        .noneMatch(line -> line.contains("unbounded"));
    List<String> all = new ArrayList<>();
    List<List<String>> epochs = epochs("SELECT STREAM" + query.substring(6) + " EMIT ON WATERMARK");
    epochs.forEach(all::addAll);
    assertThat(all.size() - epochs.getLast().size()).isPositive();
    all.sort(null);
    assertThat(all).isEqualTo(expected);
    engine.run("CREATE MATERIALIZED VIEW v AS " + query);
    while (!engine.run("SELECT state FROM system.main.jobs").contains("FINISHED")) {
      Thread.sleep(5);
    }
    assertThat(engine.run("SELECT * FROM v")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a.id FROM auction a FULL JOIN bid b ON a.id = b.auction AND a.date_time ="
            + " b.date_time~FULL JOIN",
        "SELECT a.id FROM auction a LEFT JOIN bid b ON a.id = b.auction~bound the event time",
        "SELECT id FROM auction WHERE id NOT IN (SELECT auction FROM bid)~NOT EXISTS",
        "SELECT price FROM bid ORDER BY price LIMIT 3~row_number() OVER (PARTITION BY window_end",
        "SELECT lead(price) OVER (PARTITION BY auction ORDER BY date_time) FROM bid~look ahead",
        "SELECT auction, count(*) FROM bid GROUP BY auction~group by event time"
      })
  void whatIsNeverFinalIsRefusedWithAWayOut(String queryAndReason) {
    String[] parts = queryAndReason.split("~");
    assertThatThrownBy(
            () ->
                engine.run("EXPLAIN SELECT STREAM" + parts[0].substring(6) + " EMIT ON WATERMARK"))
        .hasMessageContaining("EMIT ON WATERMARK")
        .hasMessageContaining(parts[1]);
  }

  @Test
  void explainSaysWhenRowsAreFinal() {
    assertThat(
            engine.run(
                "EXPLAIN SELECT STREAM a.id, b.price FROM auction a LEFT JOIN bid b ON a.id ="
                    + " b.auction AND b.date_time BETWEEN a.date_time AND a.date_time + INTERVAL"
                    + " '1' SECOND EMIT ON WATERMARK"))
        .anyMatch(line -> line.contains("final_when=date_time") && line.contains("watermark"));
  }
}
