package io.thalweg.server.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.server.flight.RunningServer.Driver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangesTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void changes_count_their_rows_and_happen_once(Driver driver) throws Exception {
    String table = "changes_" + driver.name();
    try (Connection connection = server.connect(driver);
        var plain = connection.createStatement()) {
      plain.execute("CREATE TABLE " + table + " (i INTEGER, s VARCHAR)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
        for (int i = 0; i < 5; i++) {
          insert.setInt(1, i);
          insert.setString(2, "s" + i);
          insert.addBatch();
        }
        assertThat(Arrays.stream(insert.executeBatch()).map(n -> n < 0 ? 1 : n).sum())
            .isGreaterThanOrEqualTo(5);
        insert.setInt(1, 5);
        insert.setNull(2, Types.VARCHAR);
        assertThat(insert.executeUpdate()).isEqualTo(1);
      }
      assertThat(plain.executeUpdate("UPDATE " + table + " SET s = 'x' WHERE i >= 3")).isEqualTo(3);
      assertThat(plain.executeUpdate("DELETE FROM " + table + " WHERE i = 0")).isEqualTo(1);
      try (ResultSet result =
          plain.executeQuery("SELECT count(*), count(s), sum(i) FROM " + table)) {
        assertThat(result.next()).isTrue();
        assertThat(List.of(result.getLong(1), result.getLong(2), result.getLong(3)))
            .containsExactly(5L, 5L, 15L);
      }
      plain.execute("DROP TABLE " + table);
    }
  }
}
