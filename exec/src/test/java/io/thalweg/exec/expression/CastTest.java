package io.thalweg.exec.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.testing.Disguise;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CastTest {

  @Test
  void textReadsBackAsTheValueItWasWrittenFrom() {
    for (DataType type : RandomRows.scalarTypes()) {
      Schema schema = RandomRows.schema(type);
      List<List<@Nullable Object>> rows = RandomRows.of(7).rows(schema, 300);
      Batch batch = new Disguise(schema, rows, 7).batch(rows);
      Expression text = new Cast(new ColumnRef(0, type), SimpleType.VARCHAR, false);
      Expression back = new Cast(text, type, false);
      List<@Nullable Object> expected = new ArrayList<>();
      rows.forEach(row -> expected.add(Rows.canonical(row.getFirst())));
      List<@Nullable Object> actual = new ArrayList<>();
      Build.values(back, batch).forEach(value -> actual.add(Rows.canonical(value)));
      assertThat(actual).as(type.sql()).isEqualTo(expected);
    }
  }

  @Test
  void valuesAreWrittenAsPostgresWritesThem() {
    text("1", 1.0);
    text("-0", -0.0);
    text("1e+20", 1e20);
    text("0.0001", 0.0001);
    text("1.5e-05", 0.000015);
    text("123456789012345", 123456789012345.0);
    text("1e+15", 1e15);
    text("NaN", Double.NaN);
    text("-Infinity", Double.NEGATIVE_INFINITY);
    text("0.10", new BigDecimal("0.10"));
    text("-0.05", new BigDecimal("-0.05"));
    text("12345678901234567890.5", new BigDecimal("12345678901234567890.5"));
    text("-9223372036854775808", Long.MIN_VALUE);
    text("true", true);
    text("2024-02-29", LocalDate.of(2024, 2, 29));
    text("0044-03-15 BC", LocalDate.of(-43, 3, 15));
    text("12345-01-01", LocalDate.of(12345, 1, 1));
    text("13:14:00", LocalTime.of(13, 14));
    text("2024-02-29 13:14:15.5", LocalDateTime.of(2024, 2, 29, 13, 14, 15, 500_000_000));
    literal(
        "1969-12-31 23:59:59.000001+00",
        "TIMESTAMP WITH TIME ZONE",
        Instant.parse("1969-12-31T23:59:59.000001Z"));
    literal("1 year 2 mons", "INTERVAL YEAR TO MONTH", Period.ofMonths(14));
    literal(
        "-1 days -04:05:06",
        "INTERVAL DAY TO SECOND",
        Duration.ofDays(-1).minusHours(4).minusMinutes(5).minusSeconds(6));
    literal("0.1", "REAL", (double) 0.1f);
    literal("1e+06", "REAL", 1e6);
    assertThat(Build.value(Build.cast(Build.call("array", 1, null), "VARCHAR")))
        .isEqualTo("{1,NULL}");
    assertThat(Build.value(Build.cast(Build.call("row", 1, "a"), "VARCHAR"))).isEqualTo("(1,a)");
  }

  private static void text(String expected, Object value) {
    assertThat(Build.value(Build.cast(value, "VARCHAR"))).isEqualTo(expected);
  }

  private static void literal(String expected, String type, Object value) {
    assertThat(Build.value(Build.cast(new Literal(DataType.parse(type), value), "VARCHAR")))
        .isEqualTo(expected);
  }

  @Test
  void textIsReadInManySpellings() {
    read(42, " +42 ", "INTEGER");
    read(Long.MIN_VALUE, "-9223372036854775808", "BIGINT");
    read(1e10, "1e10", "DOUBLE");
    read(Double.POSITIVE_INFINITY, "inf", "DOUBLE");
    read(new BigDecimal("1.24"), "1.235", "DECIMAL(5, 2)");
    read(new BigDecimal("-120.00"), "-1.2e2", "DECIMAL(5, 2)");
    read(true, "YES", "BOOLEAN");
    read(LocalDate.of(2024, 2, 9), "2024-2-9", "DATE");
    read(LocalDate.of(2024, 2, 29), "20240229", "DATE");
    read(LocalDate.of(2024, 2, 29), "2024-02-29 13:00:00", "DATE");
    read(LocalTime.of(13, 14, 15, 500_000_000), "13:14:15.5", "TIME");
    read(LocalDateTime.of(2024, 2, 29, 13, 14), "2024-02-29T13:14Z", "TIMESTAMP");
    read(LocalDateTime.of(2024, 2, 29, 13, 14, 16), "2024-02-29 13:14:15.5", "TIMESTAMP(0)");
    read(Instant.parse("2024-02-29T11:14:00Z"), "2024-02-29 13:14+02", "TIMESTAMP WITH TIME ZONE");
    read(Period.ofMonths(14), "1 year 2 months", "INTERVAL YEAR TO MONTH");
    read(Period.ofMonths(-14), "-1-2", "INTERVAL YEAR TO MONTH");
    read(Duration.ofDays(3).plusHours(4), "3 days 04:00:00", "INTERVAL DAY TO SECOND");
    read(Duration.ofMinutes(-90), "-1:30", "INTERVAL DAY TO SECOND");
    read(new UUID(1, 2), "00000000000000010000000000000002", "UUID");
  }

  private static void read(Object expected, String text, String type) {
    assertThat(Build.value(Build.cast(text, type))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "abc, INTEGER, INVALID_CAST",
    "'', INTEGER, INVALID_CAST",
    "1.5, INTEGER, INVALID_CAST",
    "2147483648, INTEGER, NUMERIC_OUT_OF_RANGE",
    "9223372036854775808, BIGINT, NUMERIC_OUT_OF_RANGE",
    "1e400, DOUBLE, NUMERIC_OUT_OF_RANGE",
    "0x10, DOUBLE, INVALID_CAST",
    "1d, DOUBLE, INVALID_CAST",
    "1000, 'DECIMAL(5, 2)', NUMERIC_OUT_OF_RANGE",
    "1e999999999, 'DECIMAL(5, 2)', NUMERIC_OUT_OF_RANGE",
    "., 'DECIMAL(5, 2)', INVALID_CAST",
    "maybe, BOOLEAN, INVALID_CAST",
    "2023-02-29, DATE, INVALID_CAST",
    "25:00, TIME, INVALID_CAST",
    "2024-02-29 13, TIMESTAMP, INVALID_CAST",
    "300000-01-01, TIMESTAMP, DATETIME_OUT_OF_RANGE",
    "3 apples, INTERVAL DAY TO SECOND, INVALID_CAST",
    "1 month, INTERVAL DAY TO SECOND, INVALID_CAST",
    "zz, UUID, INVALID_CAST",
    "'[1, 2]', INTEGER ARRAY, INVALID_CAST",
  })
  void aTextThatIsNoValueIsNamedWithItsType(String text, String type, ErrorCode code) {
    assertThatThrownBy(() -> Build.value(Build.cast(text, type)))
        .isInstanceOfSatisfying(ThalwegException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(code == ErrorCode.DATETIME_OUT_OF_RANGE ? "timestamp" : text);
    assertThat(Build.value(Build.tryCast(text, type))).isNull();
  }

  @Test
  void tryCastGivesNullOnlyForTheRowsThatFail() {
    Batch batch = Build.column(SimpleType.VARCHAR, "1", "x", null, "3", "", "5");
    Expression tried = Build.tryCast(new ColumnRef(0, SimpleType.VARCHAR), "INTEGER");
    assertThat(Build.values(tried, batch)).containsExactly(1, null, null, 3, null, 5);
  }

  @Test
  void exactNumbersRoundHalfAwayFromZeroAndKeepTheirRange() {
    Random random = new Random(3);
    List<DataType> types =
        List.of(
            SimpleType.TINYINT,
            SimpleType.SMALLINT,
            SimpleType.INTEGER,
            SimpleType.BIGINT,
            new DecimalType(5, 2),
            new DecimalType(18, 0),
            new DecimalType(18, 18),
            new DecimalType(19, 3),
            new DecimalType(38, 0),
            new DecimalType(38, 20),
            new DecimalType(38, 38));
    for (int i = 0; i < 20_000; i++) {
      DataType from = types.get(random.nextInt(types.size()));
      DataType to = types.get(random.nextInt(types.size()));
      BigDecimal value = randomExact(from, random);
      BigDecimal rounded = value.setScale(scale(to), RoundingMode.HALF_UP);
      Object expected = fits(rounded, to) ? form(rounded, to) : null;
      Expression cast = new Cast(new Literal(from, form(value, from)), to, true);
      assertThat(Build.value(cast)).as("%s as %s", cast, from).isEqualTo(expected);
    }
  }

  private static int scale(DataType type) {
    return type instanceof DecimalType decimal ? decimal.scale() : 0;
  }

  private static BigDecimal randomExact(DataType type, Random random) {
    BigInteger limit = limit(type);
    BigInteger value = new BigInteger(random.nextInt(limit.bitLength() + 1), random);
    value = value.min(random.nextInt(4) == 0 ? limit : limit.shiftRight(random.nextInt(60)));
    return new BigDecimal(random.nextBoolean() ? value : value.negate(), scale(type));
  }

  private static BigInteger limit(DataType type) {
    return switch (type.sql()) {
      case "TINYINT" -> BigInteger.valueOf(127);
      case "SMALLINT" -> BigInteger.valueOf(32_767);
      case "INTEGER" -> BigInteger.valueOf(Integer.MAX_VALUE);
      case "BIGINT" -> BigInteger.valueOf(Long.MAX_VALUE);
      default -> BigInteger.TEN.pow(((DecimalType) type).precision()).subtract(BigInteger.ONE);
    };
  }

  private static boolean fits(BigDecimal value, DataType type) {
    return value.unscaledValue().abs().compareTo(limit(type)) <= 0;
  }

  private static Object form(BigDecimal value, DataType type) {
    return type instanceof DecimalType
        ? value
        : type == SimpleType.BIGINT ? (Object) value.longValueExact() : value.intValueExact();
  }

  @Test
  void doublesRoundToTheNearestEvenIntegerAndToShortDecimals() {
    read(Build.cast(2.5, "INTEGER"), 2);
    read(Build.cast(-3.5, "BIGINT"), -4L);
    read(Build.cast(0.285, "DECIMAL(5, 2)"), new BigDecimal("0.29"));
    read(Build.cast(new BigDecimal("123456789012345678.9"), "DOUBLE"), 123456789012345680.0);
    read(Build.cast(0.1, "REAL"), (double) 0.1f);
    assertThatThrownBy(() -> Build.value(Build.cast(Double.NaN, "INTEGER")))
        .hasMessageContaining("NaN is out of range of INTEGER");
    assertThatThrownBy(() -> Build.value(Build.cast(0x1p63, "BIGINT")))
        .hasMessageContaining("out of range");
    read(Build.cast(-0x1p63, "BIGINT"), Long.MIN_VALUE);
    read(Build.cast(true, "DECIMAL(3, 1)"), new BigDecimal("1.0"));
    read(Build.cast(2, "BOOLEAN"), true);
  }

  private static void read(Expression cast, Object expected) {
    assertThat(Build.value(cast)).isEqualTo(expected);
  }

  @Test
  void pointsInTimeChangeTheirUnitAndPrecision() {
    LocalDateTime point = LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_500);
    read(Build.cast(point, "TIMESTAMP(9)"), point.withNano(999_999_000));
    Expression nanos = new Literal(DataType.parse("TIMESTAMP(9)"), point);
    read(Build.cast(nanos, "TIMESTAMP(6)"), LocalDateTime.of(1970, 1, 1, 0, 0));
    read(Build.cast(nanos, "DATE"), LocalDate.of(1969, 12, 31));
    read(Build.cast(nanos, "TIME"), LocalTime.of(23, 59, 59, 999_999_000));
    read(
        Build.cast(LocalDate.of(2024, 2, 29), "TIMESTAMP WITH TIME ZONE"),
        Instant.parse("2024-02-29T00:00:00Z"));
  }

  @Test
  void valuesInsideArraysAndRowsAreCast() {
    Expression array = Build.call("array", 1, null);
    assertThat(Build.value(Build.cast(array, "BIGINT ARRAY"))).isEqualTo(Arrays.asList(1L, null));
    Expression row = Build.call("row", 1, "2");
    assertThat(Build.value(Build.cast(row, "ROW(\"a\" VARCHAR, \"b\" INTEGER)")))
        .isEqualTo(List.of("1", 2));
  }

  @Test
  void aCastThatDoesNotExistIsRefusedBeforeAnyRow() {
    assertThatThrownBy(() -> Build.value(Build.cast(new ColumnRef(0, SimpleType.DATE), "INTEGER")))
        .hasMessageContaining("no cast from DATE to INTEGER");
  }
}
