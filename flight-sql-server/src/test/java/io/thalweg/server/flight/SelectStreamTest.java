package io.thalweg.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.server.flight.RunningServer.Driver;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Continuous queries as clients see them.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SelectStreamTest {
  private static final int EVENTS = 5_000;
  private static final int EPOCH_EVENTS = 500;

  private static RunningServer server;

  @BeforeAll
  static void start() throws SQLException {
    server = new RunningServer();
    try (Connection connection = server.connect(Driver.OWN)) {
      execute(
          connection,
          "CREATE TABLE bid WITH (connector = 'nexmark', events = %d, epoch_events = %d)"
              .formatted(EVENTS, EPOCH_EVENTS));
      execute(
          connection,
          "CREATE TABLE endless WITH (connector = 'nexmark', \"table\" = 'bid', rate = 50000,"
              + " paced = true)");
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// Epoch by epoch what a changelog adds up to: rows and how often they are there.
  private static Map<Long, Map<List<Object>, Integer>> epochs(Connection connection, String sql)
      throws SQLException {
    Map<Long, Map<List<Object>, Integer>> epochs = new TreeMap<>();
    Map<List<Object>, Integer> sums = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.getMetaData().getColumnLabel(1)).isEqualTo("_epoch");
      assertThat(result.getMetaData().getColumnLabel(2)).isEqualTo("_weight");
      long epoch = 0;
      while (result.next()) {
        assertThat(result.getLong(1)).isGreaterThanOrEqualTo(epoch);
        epoch = result.getLong(1);
        List<Object> row = new ArrayList<>();
        for (int i = 3; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getObject(i));
        }
        sums.merge(row, result.getInt(2), Integer::sum);
        sums.values().removeIf(weight -> weight == 0);
        epochs.put(epoch, new HashMap<>(sums));
      }
    }
    return epochs;
  }

  @ParameterizedTest
  @EnumSource(value = Driver.class, names = "EMBEDDED", mode = EnumSource.Mode.EXCLUDE)
  void an_append_only_stream_ends_with_the_bounded_answer(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver);
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT STREAM auction, price FROM bid WHERE price > 100")) {
      assertThat(result.getMetaData().getColumnCount()).isEqualTo(2);
      long rows = 0;
      while (result.next()) {
        rows++;
      }
      try (ResultSet count =
          connection.createStatement().executeQuery("SELECT count(*) FROM bid WHERE price > 100")) {
        assertThat(count.next()).isTrue();
        assertThat(rows).isEqualTo(count.getLong(1)).isPositive();
      }
    }
    server.awaitIdle();
  }

  @ParameterizedTest
  @EnumSource(value = Driver.class, names = "EMBEDDED", mode = EnumSource.Mode.EXCLUDE)
  void the_first_rows_of_an_endless_stream_are_an_answer_with_an_end(Driver driver)
      throws Exception {
    try (Connection connection = server.connect(driver);
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT STREAM auction FROM endless LIMIT 7 OFFSET 2")) {
      assertThat(result.getMetaData().getColumnCount()).isEqualTo(1);
      long rows = 0;
      while (result.next()) {
        rows++;
      }
      assertThat(rows).isEqualTo(7);
    }
    server.awaitIdle();
  }

  @ParameterizedTest
  @EnumSource(value = Driver.class, names = "EMBEDDED", mode = EnumSource.Mode.EXCLUDE)
  void a_changelog_adds_up_to_the_bounded_answer_of_each_prefix(Driver driver) throws Exception {
    String query = "count(*) AS n, max(price) AS most FROM %s GROUP BY auction";
    try (Connection connection = server.connect(driver)) {
      execute(connection, "SET epoch_interval = 'marks'", "SET allow_unbounded_state = true");
      Map<Long, Map<List<Object>, Integer>> epochs =
          epochs(connection, "SELECT STREAM auction, " + query.formatted("bid"));
      assertThat(epochs).hasSizeGreaterThanOrEqualTo(EVENTS / EPOCH_EVENTS - 1);
      for (Map.Entry<Long, Map<List<Object>, Integer>> epoch : epochs.entrySet()) {
        long events = Math.min(EVENTS, epoch.getKey() * EPOCH_EVENTS);
        assertThat(epoch.getValue())
            .as("epoch %d", epoch.getKey())
            .isEqualTo(bounded(connection, query.formatted("nexmark.e" + events + ".bid")));
      }
    }
    server.awaitIdle();
  }

  private static Map<List<Object>, Integer> bounded(Connection connection, String query)
      throws SQLException {
    Map<List<Object>, Integer> rows = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT auction, " + query)) {
      while (result.next()) {
        rows.merge(
            List.of(result.getObject(1), result.getObject(2), result.getObject(3)),
            1,
            Integer::sum);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource(value = Driver.class, names = "EMBEDDED", mode = EnumSource.Mode.EXCLUDE)
  void rows_leave_at_every_epoch_and_closing_frees_everything(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver)) {
      Statement statement = connection.createStatement();
      // One row per epoch: far less than a batch.
      ResultSet result = statement.executeQuery("SELECT STREAM count(*) FROM endless");
      for (int i = 0; i < 5; i++) {
        assertThat(result.next()).isTrue();
      }
      assertThat(server.engine().queries().all()).hasSize(1);
      result.close();
      statement.close();
      server.awaitIdle();
    }
  }

  @Test
  void losing_the_client_frees_everything() throws Exception {
    Connection connection = server.connect(Driver.OWN);
    ResultSet result =
        connection.createStatement().executeQuery("SELECT STREAM auction, price FROM endless");
    assertThat(result.next()).isTrue();
    connection.close();
    server.awaitIdle();
  }

  @ParameterizedTest
  @EnumSource(value = Driver.class, names = "EMBEDDED", mode = EnumSource.Mode.EXCLUDE)
  void a_reader_that_does_not_read_holds_the_query_back(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT STREAM * FROM nexmark.e100m.bid")) {
      assertThat(result.next()).isTrue();
      long read = -1;
      long before = -2;
      // It comes to rest; without being held back it would go on for minutes.
      while (read != before) {
        before = read;
        Thread.sleep(500);
        read = server.engine().queries().all().getFirst().stream().progress().rows();
      }
      assertThat(server.engine().memory().usedBytes()).isLessThan(512L << 20);
    }
    server.awaitIdle();
  }

  @ParameterizedTest
  @EnumSource(value = Driver.class, names = "OFFICIAL", mode = EnumSource.Mode.EXCLUDE)
  void a_statement_is_cancelled_between_epochs(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver);
        Statement statement = connection.createStatement()) {
      execute(
          connection,
          "CREATE OR REPLACE TABLE slow WITH (connector = 'nexmark', \"table\" = 'bid', rate = 1,"
              + " paced = true)");
      // Again and again: to cancel before the statement has started means nothing.
      AtomicBoolean ended = new AtomicBoolean();
      Thread canceller = Thread.ofVirtual().start(() -> cancelUntil(ended, statement));
      assertThatThrownBy(
              () -> {
                try (ResultSet result =
                    statement.executeQuery("SELECT STREAM * FROM slow WHERE price < 0")) {
                  result.next();
                }
              })
          .isInstanceOf(SQLException.class);
      ended.set(true);
      canceller.join();
    }
    server.awaitIdle();
  }

  private static void cancelUntil(AtomicBoolean ended, Statement statement) {
    try {
      while (!ended.get()) {
        Thread.sleep(100);
        statement.cancel();
      }
    } catch (InterruptedException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
