package io.thalweg.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.server.flight.RunningServer.Driver;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class CancelTest {
  /// Takes minutes to compute.
  private static final String LONG_COUNT =
      "SELECT count(*), min(l_comment) FROM tpch.sf100.lineitem";

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void runTo(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        // Nothing is done with the rows.
      }
    }
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

  @ParameterizedTest
  @EnumSource(Driver.class)
  void a_statement_is_cancelled_from_another_thread(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver);
        Statement statement = connection.createStatement()) {
      // Again and again: to cancel before the statement has started means nothing.
      AtomicBoolean ended = new AtomicBoolean();
      CompletableFuture<Void> canceller =
          CompletableFuture.runAsync(() -> cancelUntil(ended, statement));
      assertThatThrownBy(() -> runTo(statement, LONG_COUNT)).isInstanceOf(SQLException.class);
      ended.set(true);
      canceller.join();
    }
    try (Connection connection = server.connect(driver);
        Statement statement = connection.createStatement()) {
      runTo(statement, "SELECT 1");
    }
    server.awaitIdle();
  }

  @ParameterizedTest
  @EnumSource(value = Driver.class, names = "OFFICIAL", mode = EnumSource.Mode.EXCLUDE)
  void a_query_timeout_ends_the_query(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver);
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      assertThatThrownBy(() -> runTo(statement, LONG_COUNT))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> {
                assertThat((Throwable) e).isInstanceOf(SQLTimeoutException.class);
                assertThat(e.getSQLState()).isEqualTo("57014");
              });
    }
    server.awaitIdle();
  }

  @ParameterizedTest
  @EnumSource(value = Driver.class, names = "OFFICIAL", mode = EnumSource.Mode.EXCLUDE)
  void a_session_setting_ends_the_query_too(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver);
        Statement statement = connection.createStatement()) {
      statement.execute("SET query_timeout = '500 ms'");
      assertThatThrownBy(() -> runTo(statement, LONG_COUNT))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
    }
    server.awaitIdle();
  }
}
