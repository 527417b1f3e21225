package io.thalweg.server.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.server.flight.RunningServer.Driver;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
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

/// Every SQL type comes out of every driver as what it is.
class ResultTypesTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  interface Getter {
    @Nullable Object get(ResultSet result) throws SQLException;
  }

  /// @param type a SQL type
  /// @param value a SQL expression of that type
  record Sample(String type, String value, Getter getter, Object expected) {
    @Override
    public String toString() {
      return type;
    }
  }

  private static List<Sample> samples() {
    return List.of(
        new Sample("BOOLEAN", "TRUE", r -> r.getBoolean(1), true),
        new Sample("TINYINT", "-128", r -> r.getByte(1), (byte) -128),
        new Sample("SMALLINT", "32767", r -> r.getShort(1), (short) 32767),
        new Sample("INTEGER", "-2147483648", r -> r.getInt(1), Integer.MIN_VALUE),
        new Sample("BIGINT", "9223372036854775807", r -> r.getLong(1), Long.MAX_VALUE),
        new Sample("REAL", "1.5", r -> r.getFloat(1), 1.5f),
        new Sample("DOUBLE", "1e300", r -> r.getDouble(1), 1e300),
        new Sample("DECIMAL(4, 2)", "-12.34", r -> r.getBigDecimal(1), new BigDecimal("-12.34")),
        new Sample(
            "DECIMAL(38, 10)",
            "1234567890123456789012345678.0123456789",
            r -> r.getBigDecimal(1),
            new BigDecimal("1234567890123456789012345678.0123456789")),
        new Sample("VARCHAR", "'häß'", r -> r.getString(1), "häß"),
        new Sample("VARBINARY", "X'00ff10'", r -> hex(r.getBytes(1)), "00ff10"),
        new Sample(
            "DATE", "DATE '1969-12-31'", r -> date(r.getDate(1)), LocalDate.of(1969, 12, 31)),
        new Sample("TIME", "TIME '23:59:58'", r -> r.getString(1).substring(0, 8), "23:59:58"),
        new Sample(
            "TIMESTAMP",
            "TIMESTAMP '2024-02-29 01:02:03.456789'",
            r -> local(r.getTimestamp(1)),
            LocalDateTime.of(2024, 2, 29, 1, 2, 3, 456_789_000)),
        new Sample(
            "TIMESTAMP(9)",
            "TIMESTAMP '2024-02-29 01:02:03.456789123'",
            r -> local(r.getTimestamp(1)),
            LocalDateTime.of(2024, 2, 29, 1, 2, 3, 456_789_123)),
        new Sample(
            "TIMESTAMP WITH TIME ZONE",
            "'2024-02-29 01:02:03.5+01:00'",
            r -> instant(r.getTimestamp(1)),
            Instant.parse("2024-02-29T00:02:03.5Z")),
        new Sample(
            "UUID",
            "'01234567-89ab-cdef-0123-456789abcdef'",
            r -> r.getString(1),
            "01234567-89ab-cdef-0123-456789abcdef"),
        new Sample("JSON", "'{\"a\": [1]}'", r -> r.getString(1), "{\"a\": [1]}"));
  }

  static Stream<Arguments> samplesByDriver() {
    return Arrays.stream(Driver.values())
        .flatMap(driver -> samples().stream().map(sample -> Arguments.of(driver, sample)));
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  private static LocalDate date(Date date) {
    return date.toLocalDate();
  }

  private static LocalDateTime local(Timestamp timestamp) {
    return timestamp.toLocalDateTime();
  }

  private static Instant instant(Timestamp timestamp) {
    return timestamp.toInstant();
  }

  @ParameterizedTest
  @MethodSource("samplesByDriver")
  void a_value_keeps_its_type_and_a_null_is_null(Driver driver, Sample sample) throws Exception {
    String sql =
        "SELECT CAST(v AS "
            + sample.type
            + ") AS c FROM (VALUES (1, "
            + sample.value
            + "), (2, NULL)) AS t (i, v) ORDER BY i";
    try (Connection connection = server.connect(driver);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.getMetaData().getColumnLabel(1)).isEqualToIgnoringCase("c");
      assertThat(result.next()).isTrue();
      assertThat(sample.getter.get(result)).isEqualTo(sample.expected);
      assertThat(result.wasNull()).isFalse();
      assertThat(result.next()).isTrue();
      result.getString(1);
      assertThat(result.wasNull()).isTrue();
      assertThat(result.next()).isFalse();
    }
    server.awaitIdle();
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void nested_values_come_as_arrays_rows_and_intervals(Driver driver) throws Exception {
    String sql =
        "SELECT ARRAY[1, NULL, 3] AS a, ROW(1, 'x') AS r, INTERVAL '14' MONTH AS m,"
            + " INTERVAL '1 02:03:04.5' DAY TO SECOND AS d";
    try (Connection connection = server.connect(driver);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      assertThat((Object[]) result.getArray("a").getArray()).containsExactly(1, null, 3);
      assertThat(result.getObject("r")).isNotNull();
      assertThat(result.getObject("m")).isNotNull();
      Object duration = result.getObject("d");
      assertThat(duration instanceof Duration ? duration.toString() : duration)
          .isIn("PT26H3M4.5S", "1 day 02:03:04.5");
    }
  }
}
