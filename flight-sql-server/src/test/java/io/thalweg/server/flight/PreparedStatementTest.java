package io.thalweg.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.server.flight.RunningServer.Driver;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PreparedStatementTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  interface Setter {
    void set(PreparedStatement statement) throws SQLException;
  }

  interface Getter {
    Object get(ResultSet result) throws SQLException;
  }

  record Sample(String type, Setter setter, Getter getter, Object expected) {
    @Override
    public String toString() {
      return type;
    }
  }

  private static List<Sample> samples() {
    LocalDateTime time = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_000_000);
    return List.of(
        new Sample("BOOLEAN", s -> s.setBoolean(1, true), r -> r.getBoolean(1), true),
        new Sample("TINYINT", s -> s.setByte(1, (byte) -1), r -> r.getByte(1), (byte) -1),
        new Sample("SMALLINT", s -> s.setShort(1, (short) 300), r -> r.getShort(1), (short) 300),
        new Sample("INTEGER", s -> s.setInt(1, 70_000), r -> r.getInt(1), 70_000),
        new Sample("BIGINT", s -> s.setLong(1, 1L << 40), r -> r.getLong(1), 1L << 40),
        new Sample("REAL", s -> s.setFloat(1, 1.5f), r -> r.getFloat(1), 1.5f),
        new Sample("DOUBLE", s -> s.setDouble(1, -1e-300), r -> r.getDouble(1), -1e-300),
        new Sample(
            "DECIMAL(20, 3)",
            s -> s.setBigDecimal(1, new BigDecimal("12345678901234567.891")),
            r -> r.getBigDecimal(1),
            new BigDecimal("12345678901234567.891")),
        new Sample("VARCHAR", s -> s.setString(1, "häß"), r -> r.getString(1), "häß"),
        new Sample(
            "VARBINARY",
            s -> s.setBytes(1, new byte[] {0, -1, 7}),
            r -> Arrays.toString(r.getBytes(1)),
            "[0, -1, 7]"),
        new Sample(
            "DATE",
            s -> s.setDate(1, Date.valueOf("2024-02-29")),
            r -> r.getDate(1).toLocalDate(),
            LocalDate.of(2024, 2, 29)),
        new Sample(
            "TIMESTAMP",
            s -> s.setTimestamp(1, Timestamp.valueOf(time)),
            r -> r.getTimestamp(1).toLocalDateTime(),
            time));
  }

  static Stream<Arguments> samplesByDriver() {
    return Arrays.stream(Driver.values())
        .flatMap(driver -> samples().stream().map(sample -> Arguments.of(driver, sample)));
  }

  @ParameterizedTest
  @MethodSource("samplesByDriver")
  void a_parameter_of_every_type_comes_back(Driver driver, Sample sample) throws Exception {
    try (Connection connection = server.connect(driver);
        PreparedStatement statement =
            connection.prepareStatement("SELECT CAST(? AS " + sample.type + ")")) {
      for (int i = 0; i < 2; i++) {
        sample.setter.set(statement);
        try (ResultSet result = statement.executeQuery()) {
          assertThat(result.next()).isTrue();
          assertThat(sample.getter.get(result)).isEqualTo(sample.expected);
          assertThat(result.next()).isFalse();
        }
      }
      statement.setNull(1, Types.NULL);
      try (ResultSet result = statement.executeQuery()) {
        assertThat(result.next()).isTrue();
        result.getString(1);
        assertThat(result.wasNull()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void a_statement_runs_again_with_other_values(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver);
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT count(*) FROM (VALUES (1), (2), (3), (4)) AS t (i) WHERE i > ? AND i <> ?")) {
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(2);
      for (int from = 0; from < 4; from++) {
        statement.setInt(1, from);
        statement.setInt(2, 4);
        try (ResultSet result = statement.executeQuery()) {
          assertThat(result.next()).isTrue();
          assertThat(result.getLong(1)).isEqualTo(3 - from);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void limits_and_offsets_can_be_parameters(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver);
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT i FROM (SELECT * FROM (VALUES (3), (1), (4), (2)) AS t (i)"
                    + " ORDER BY i DESC LIMIT ?) AS s WHERE i > ? ORDER BY i LIMIT ? OFFSET ?")) {
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(4);
      assertThat(page(statement, 3L, 0, 2L, 1L)).containsExactly(3, 4);
      assertThat(page(statement, 3L, 0, 9L, 0L)).containsExactly(2, 3, 4);
      assertThat(page(statement, 2L, 3, 9L, 0L)).containsExactly(4);
      assertThat(page(statement, null, 0, null, null)).containsExactly(1, 2, 3, 4);
      assertThat(page(statement, 0L, 0, 5L, 0L)).isEmpty();
      assertThatThrownBy(() -> page(statement, 3L, 0, -1L, 0L))
          .isInstanceOf(SQLException.class)
          .hasStackTraceContaining("parameter 3")
          .hasStackTraceContaining("-1");
      assertThat(page(statement, 1L, 0, 1L, 0L)).containsExactly(4);
    }
    server.awaitIdle();
  }

  private static List<Integer> page(
      PreparedStatement statement,
      @Nullable Long most,
      int above,
      @Nullable Long limit,
      @Nullable Long offset)
      throws SQLException {
    setCount(statement, 1, most);
    statement.setInt(2, above);
    setCount(statement, 3, limit);
    setCount(statement, 4, offset);
    List<Integer> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows.add(result.getInt(1));
      }
    }
    return rows;
  }

  private static void setCount(PreparedStatement statement, int index, @Nullable Long count)
      throws SQLException {
    if (count == null) {
      statement.setNull(index, Types.BIGINT);
    } else {
      statement.setLong(index, count);
    }
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void errors_say_what_is_wrong(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver)) {
      assertThatThrownBy(
              () -> {
                try (var statement = connection.createStatement();
                    ResultSet result =
                        statement.executeQuery("SELECT nope FROM (VALUES (1)) t (i)")) {
                  result.next();
                }
              })
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("nope");
      assertThatThrownBy(
              () -> {
                try (var statement = connection.createStatement();
                    ResultSet result =
                        statement.executeQuery("SELECT 1 / i FROM (VALUES (0)) t (i)")) {
                  result.next();
                }
              })
          .isInstanceOf(SQLException.class)
          .hasStackTraceContaining("division by zero");
      try (var statement = connection.createStatement();
          ResultSet result = statement.executeQuery("SELECT 7")) {
        assertThat(result.next()).isTrue();
        assertThat(result.getInt(1)).isEqualTo(7);
      }
    }
    server.awaitIdle();
  }
}
