package io.thalweg.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.Clock;
import io.thalweg.server.engine.EngineConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ThalwegServerTest {
  private static final EngineConfig CONFIG = new EngineConfig(1L << 28, 1, Clock.SYSTEM);

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
  void it_listens_on_loopback_addresses_only(String host) {
    assertThatThrownBy(() -> ThalwegServer.start(CONFIG, host, 0))
        .isInstanceOfSatisfying(
            ThalwegException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
        .hasMessageContaining(host);
  }

  @Test
  void a_port_in_use_is_named() {
    try (ThalwegServer first = ThalwegServer.start(CONFIG, "127.0.0.1", 0)) {
      assertThatThrownBy(() -> ThalwegServer.start(CONFIG, "127.0.0.1", first.port()))
          .isInstanceOf(ThalwegException.class)
          .hasMessageContaining(Integer.toString(first.port()));
    }
  }

  @Test
  void a_draining_server_finishes_what_runs_and_refuses_the_rest() throws Exception {
    try (ThalwegServer server = ThalwegServer.start(CONFIG, "127.0.0.1", 0);
        Connection connection =
            DriverManager.getConnection("jdbc:thalweg://127.0.0.1:" + server.port());
        var statement = connection.createStatement();
        var other = connection.createStatement()) {
      try (ResultSet running = statement.executeQuery("SELECT * FROM tpch.sf1.lineitem")) {
        assertThat(running.next()).isTrue();
        assertThat(server.drain(Duration.ofMillis(50))).isFalse();
        assertThatThrownBy(() -> other.executeQuery("SELECT 1").next())
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57P01"));
        assertThat(running.next()).isTrue();
      }
      assertThat(server.drain(Duration.ofSeconds(60))).isTrue();
    }
  }

  @Test
  void closing_a_server_ends_its_queries() throws Exception {
    ThalwegServer server = ThalwegServer.start(CONFIG, "127.0.0.1", 0);
    try (Connection connection =
            DriverManager.getConnection("jdbc:thalweg://127.0.0.1:" + server.port());
        var statement = connection.createStatement();
        ResultSet running = statement.executeQuery("SELECT * FROM tpch.sf100.lineitem")) {
      assertThat(running.next()).isTrue();
      server.close();
      assertThat(server.engine().memory().usedBytes()).isZero();
      assertThatThrownBy(
              () -> {
                while (running.next()) {
                  // What was on its way still arrives.
                }
              })
          .isInstanceOf(SQLException.class);
    }
  }
}
