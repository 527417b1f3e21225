package io.thalweg.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.server.flight.RunningServer.Driver;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What JDBC asks of our driver, embedded and over the network.
class OwnDriverTest {
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
  @EnumSource(value = Driver.class, names = "OFFICIAL", mode = EnumSource.Mode.EXCLUDE)
  void values_are_read_as_the_class_that_is_asked_for(Driver driver) throws Exception {
    String sql =
        "SELECT 7 AS i, CAST(1.50 AS DECIMAL(6, 2)) AS d, DATE '2024-02-29' AS day,"
            + " TIME '01:02:03.004' AS clock, TIMESTAMP '2024-02-29 01:02:03.000004' AS ts,"
            + " CAST('2024-02-29 01:02:03+02:00' AS TIMESTAMP WITH TIME ZONE) AS tz,"
            + " CAST('01234567-89ab-cdef-0123-456789abcdef' AS UUID) AS u";
    try (Connection connection = server.connect(driver);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      assertThat(row.getObject("I", Long.class)).isEqualTo(7L);
      assertThat(row.getObject("i", String.class)).isEqualTo("7");
      assertThat(row.getObject("d", BigDecimal.class)).isEqualTo(new BigDecimal("1.50"));
      assertThat(row.getDouble("d")).isEqualTo(1.5);
      assertThat(row.getObject("day", LocalDate.class)).isEqualTo(LocalDate.of(2024, 2, 29));
      assertThat(row.getObject("clock", LocalTime.class))
          .isEqualTo(LocalTime.of(1, 2, 3, 4_000_000));
      assertThat(row.getObject("ts", LocalDateTime.class))
          .isEqualTo(LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4_000));
      assertThat(row.getObject("tz", OffsetDateTime.class).toInstant())
          .isEqualTo(Instant.parse("2024-02-28T23:02:03Z"));
      assertThat(row.getObject("u", UUID.class))
          .isEqualTo(UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"));
      assertThatThrownBy(() -> row.getInt("day")).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> row.getInt("none"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("none");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Driver.class, names = "OFFICIAL", mode = EnumSource.Mode.EXCLUDE)
  void objects_of_java_time_are_parameters(Driver driver) throws Exception {
    OffsetDateTime moment = OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 4_000, ZoneOffset.ofHours(2));
    try (Connection connection = server.connect(driver);
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT CAST(? AS DATE), CAST(? AS TIME), CAST(? AS TIMESTAMP),"
                    + " CAST(? AS TIMESTAMP WITH TIME ZONE), CAST(? AS UUID)")) {
      statement.setObject(1, LocalDate.of(1, 1, 1));
      statement.setObject(2, LocalTime.of(23, 59, 59, 999_999_000));
      statement.setObject(3, LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000));
      statement.setObject(4, moment);
      statement.setObject(5, new UUID(1, 2));
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getObject(1, LocalDate.class)).isEqualTo(LocalDate.of(1, 1, 1));
        assertThat(row.getObject(2, LocalTime.class))
            .isEqualTo(LocalTime.of(23, 59, 59, 999_999_000));
        assertThat(row.getObject(3, LocalDateTime.class))
            .isEqualTo(LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000));
        assertThat(row.getObject(4, OffsetDateTime.class).toInstant())
            .isEqualTo(moment.toInstant());
        assertThat(row.getObject(5, UUID.class)).isEqualTo(new UUID(1, 2));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Driver.class, names = "OFFICIAL", mode = EnumSource.Mode.EXCLUDE)
  void a_statement_walks_through_its_results(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver);
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("CREATE TABLE walk (i INTEGER)")).isFalse();
      assertThat(statement.getUpdateCount()).isZero();
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat(statement.executeLargeUpdate("INSERT INTO walk VALUES (1), (2), (3)"))
          .isEqualTo(3);
      statement.setMaxRows(2);
      assertThat(statement.execute("SELECT i FROM walk ORDER BY i")).isTrue();
      ResultSet rows = statement.getResultSet();
      assertThat(rows.isBeforeFirst()).isTrue();
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getRow()).isEqualTo(2);
      assertThat(rows.next()).isFalse();
      assertThatThrownBy(() -> rows.getInt(1)).isInstanceOf(SQLException.class);
      statement.execute("DROP TABLE walk");
      assertThat(rows.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Driver.class, names = "OFFICIAL", mode = EnumSource.Mode.EXCLUDE)
  void a_batch_stops_at_its_first_failure(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE batch (i INTEGER)");
      statement.addBatch("INSERT INTO batch VALUES (1)");
      statement.addBatch("INSERT INTO batch VALUES (1 / 0)");
      statement.addBatch("INSERT INTO batch VALUES (3)");
      assertThatThrownBy(statement::executeBatch)
          .isInstanceOfSatisfying(
              BatchUpdateException.class, e -> assertThat(e.getUpdateCounts()[0]).isEqualTo(1));
      statement.clearBatch();
      try (ResultSet row = statement.executeQuery("SELECT count(*) FROM batch WHERE i = 1")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(1);
      }
      statement.execute("DROP TABLE batch");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Driver.class, names = "OFFICIAL", mode = EnumSource.Mode.EXCLUDE)
  void a_connection_has_a_place_and_settings_of_its_own(Driver driver) throws Exception {
    try (Connection one = server.connect(driver);
        Connection other = server.connect(driver);
        Statement statement = one.createStatement()) {
      one.setCatalog("tpch");
      one.setSchema("tiny");
      assertThat(one.getCatalog()).isEqualTo("tpch");
      assertThat(one.getSchema()).isEqualTo("tiny");
      assertThat(other.getCatalog()).isEqualTo("memory");
      try (ResultSet row = statement.executeQuery("SELECT count(*) FROM region")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(5);
      }
      assertThatThrownBy(() -> one.setCatalog("none")).isInstanceOf(SQLException.class);
      assertThat(one.isValid(5)).isTrue();
    }
    Connection closed = server.connect(driver);
    closed.close();
    assertThat(closed.isClosed()).isTrue();
    assertThatThrownBy(closed::createStatement).isInstanceOf(SQLException.class);
  }
}
