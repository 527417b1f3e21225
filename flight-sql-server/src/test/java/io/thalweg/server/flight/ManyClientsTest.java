package io.thalweg.server.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.server.flight.RunningServer.Driver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ManyClientsTest {
  private static final int CLIENTS = 64;
  private static final int ROUNDS = 3;

  private static long one(ResultSet result) throws SQLException {
    assertThat(result.next()).isTrue();
    return result.getLong(1);
  }

  /// Mixed statements of one client; each has its own right answers.
  private static void work(Connection connection, int client) throws SQLException {
    try (var statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("SELECT CAST(? AS INTEGER) * 2")) {
      for (int round = 0; round < ROUNDS; round++) {
        int number = client * 1000 + round;
        try (ResultSet result = statement.executeQuery("SELECT " + number + " + 1")) {
          assertThat(one(result)).isEqualTo(number + 1);
        }
        prepared.setInt(1, number);
        try (ResultSet result = prepared.executeQuery()) {
          assertThat(one(result)).isEqualTo(2L * number);
        }
        try (ResultSet result =
            statement.executeQuery(
                "SELECT count(*) FROM tpch.tiny.nation WHERE n_nationkey >= " + client % 25)) {
          assertThat(one(result)).isEqualTo(25 - client % 25);
        }
        try (ResultSet result = statement.executeQuery("SELECT * FROM tpch.tiny.supplier")) {
          int rows = 0;
          while (result.next()) {
            rows++;
          }
          assertThat(rows).isEqualTo(100);
        }
      }
    }
  }

  @Test
  void sixty_four_clients_at_once_get_right_answers_and_leave_nothing() throws Exception {
    try (RunningServer server = new RunningServer();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<Boolean>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        Driver driver = i % 2 == 0 ? Driver.OFFICIAL : Driver.OWN;
        clients.add(
            () -> {
              try (Connection connection = server.connect(driver)) {
                work(connection, client);
              }
              return true;
            });
      }
      for (Future<Boolean> done : threads.invokeAll(clients)) {
        assertThat(done.get()).isTrue();
      }
      server.awaitIdle();
    }
  }
}
