package io.thalweg.exec.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.VectorModule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Kernels against the same functions of the Java library.
class KernelReferenceTest {
  @BeforeAll
  static void vectorsOn() {
    VectorModule.use(true);
  }

  @AfterAll
  static void vectorsOff() {
    VectorModule.use(false);
  }

  private static final List<String> OPERATORS = List.of("add", "subtract", "multiply", "mod");

  @Test
  void integerArithmeticIsExactOrAnError() {
    Random random = new Random(1);
    for (DataType type :
        List.of(SimpleType.TINYINT, SimpleType.SMALLINT, SimpleType.INTEGER, SimpleType.BIGINT)) {
      int bits =
          switch (type.sql()) {
            case "TINYINT" -> 8;
            case "SMALLINT" -> 16;
            case "INTEGER" -> 32;
            default -> 64;
          };
      for (int i = 0; i < 4_000; i++) {
        long a = random.nextLong() >> 64 - bits + random.nextInt(bits);
        long b = random.nextLong() >> 64 - bits + random.nextInt(bits);
        String function = i % 5 == 4 ? "divide" : OPERATORS.get(i % 5);
        BigInteger expected =
            (function.equals("mod") || function.equals("divide")) && b == 0
                ? null
                : exact(function, BigInteger.valueOf(a), BigInteger.valueOf(b));
        Object actual = run(function, type, number(type, a), number(type, b));
        assertThat(actual)
            .as("%s(%d, %d) of %s", function, a, b, type.sql())
            .isEqualTo(
                expected == null
                    ? "zero"
                    : expected.bitLength() < bits ? number(type, expected.longValue()) : "range");
      }
    }
  }

  private static Object number(DataType type, long value) {
    return type == SimpleType.BIGINT ? (Object) value : (int) value;
  }

  private static BigInteger exact(String function, BigInteger a, BigInteger b) {
    return switch (function) {
      case "add" -> a.add(b);
      case "subtract" -> a.subtract(b);
      case "multiply" -> a.multiply(b);
      case "divide" -> a.divide(b);
      default -> a.remainder(b);
    };
  }

  /// The value, or "zero" or "range" for the error.
  private static @Nullable Object run(String function, DataType type, Object a, Object b) {
    Expression call = new Call(function, List.of(new Literal(type, a), new Literal(type, b)), type);
    return run(call);
  }

  private static @Nullable Object run(Expression call) {
    try {
      return Build.value(call);
    } catch (ThalwegException e) {
      return e.code() == ErrorCode.DIVISION_BY_ZERO ? "zero" : "range";
    }
  }

  @Test
  void decimalArithmeticIsExactOrAnError() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      DecimalType left = randomType(random);
      DecimalType right = randomType(random);
      BigDecimal a = randomValue(left, random);
      BigDecimal b = randomValue(right, random);
      String function = OPERATORS.get(random.nextInt(4));
      var resolved = FunctionCatalog.resolve(function, List.of(left, right));
      if (!resolved.castArgumentsTo().equals(List.of(left, right))) {
        continue;
      }
      DecimalType result = (DecimalType) resolved.resultType();
      Object expected = "zero";
      if (!function.equals("mod") || b.signum() != 0) {
        BigDecimal exact = exact(function, a, b);
        BigDecimal scaled = exact.setScale(result.scale(), RoundingMode.HALF_UP);
        expected = scaled.precision() <= result.precision() ? scaled : "range";
      }
      Expression call =
          new Call(function, List.of(new Literal(left, a), new Literal(right, b)), result);
      assertThat(run(call))
          .as("%s(%s %s, %s %s)", function, left.sql(), a, right.sql(), b)
          .isEqualTo(expected);
    }
  }

  private static BigDecimal exact(String function, BigDecimal a, BigDecimal b) {
    return switch (function) {
      case "add" -> a.add(b);
      case "subtract" -> a.subtract(b);
      case "multiply" -> a.multiply(b);
      default -> a.remainder(b);
    };
  }

  private static DecimalType randomType(Random random) {
    int precision = 1 + random.nextInt(random.nextBoolean() ? 18 : 38);
    return new DecimalType(precision, random.nextInt(precision + 1));
  }

  private static BigDecimal randomValue(DecimalType type, Random random) {
    BigInteger limit = BigInteger.TEN.pow(type.precision());
    BigInteger value = new BigInteger(limit.bitLength() + 8, random).mod(limit);
    value =
        switch (random.nextInt(4)) {
          case 0 -> limit.subtract(BigInteger.ONE);
          case 1 -> value.shiftRight(random.nextInt(100));
          default -> value;
        };
    return new BigDecimal(random.nextBoolean() ? value : value.negate(), type.scale());
  }

  @Test
  void likeAgreesWithRegularExpressions() {
    Random random = new Random(3);
    String[] letters = {"a", "b", "ä", "𝄞"};
    for (int i = 0; i < 4_000; i++) {
      String pattern = randomText(random, 6, "a", "b", "ä", "𝄞", "%", "%", "_");
      Object[] texts = new Object[20];
      for (int k = 0; k < texts.length; k++) {
        texts[k] = randomText(random, 8, letters);
      }
      Pattern regex = regex(pattern);
      List<@Nullable Object> expected =
          new ArrayList<>(
              Arrays.stream(texts).map(text -> regex.matcher((String) text).matches()).toList());
      ColumnRef column = new ColumnRef(0, SimpleType.VARCHAR);
      assertThat(
              Build.values(Build.call("like", column, pattern), Build.column(column.type(), texts)))
          .as("%s over %s", pattern, Arrays.toString(texts))
          .isEqualTo(expected);
    }
  }

  private static String randomText(Random random, int max, String... letters) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(max + 1); n > 0; n--) {
      text.append(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }

  private static Pattern regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    pattern
        .codePoints()
        .forEach(
            code ->
                regex.append(
                    code == '%'
                        ? ".*"
                        : code == '_' ? "." : Pattern.quote(Character.toString(code))));
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  @Test
  void substringsAgreeWithStrings() {
    Random random = new Random(4);
    for (int i = 0; i < 5_000; i++) {
      String text = randomText(random, 8, i % 2 == 0 ? "ä" : "x", "b", "c");
      int from = random.nextInt(14) - 4;
      int count = random.nextInt(10);
      int start = Math.clamp(from - 1, 0, text.length());
      int end = Math.clamp((long) from - 1 + count, start, text.length());
      assertThat(Build.run("substring", text, from, count))
          .as("substring(%s, %d, %d)", text, from, count)
          .isEqualTo(text.substring(start, end));
      assertThat(Build.run("position", text.substring(start, end), text))
          .isEqualTo(text.indexOf(text.substring(start, end)) + 1);
    }
  }

  @Test
  void theCalendarAgreesWithLocalDate() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      LocalDate day = LocalDate.of(1970, 1, 1).plusDays(random.nextInt(2_000_000) - 1_000_000);
      field(day, "year", day.getYear());
      field(day, "month", day.getMonthValue());
      field(day, "day", day.getDayOfMonth());
      field(day, "doy", day.getDayOfYear());
      field(day, "isodow", day.getDayOfWeek().getValue());
      field(day, "week", day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      field(day, "isoyear", day.get(IsoFields.WEEK_BASED_YEAR));
      if (i % 20 == 0) {
        months(day, random.nextInt(5_000) - 2_500);
      }
    }
  }

  private static void field(LocalDate day, String field, long expected) {
    var unit = io.thalweg.exec.kernel.time.TimeUnit.parse(field);
    assertThat(io.thalweg.exec.kernel.time.Fields.ofDay(unit, day.toEpochDay()))
        .as("%s of %s", field, day)
        .isEqualTo(expected);
  }

  private static void months(LocalDate day, int months) {
    LocalDate moved = day.plusMonths(months);
    Expression interval = Build.cast(months + " months", "INTERVAL YEAR TO MONTH");
    assertThat(Build.run("add", day, interval)).isEqualTo(moved.atStartOfDay());
    LocalDate first = day.withDayOfMonth(1);
    assertThat(Build.run("date_trunc", "month", day)).isEqualTo(first.atStartOfDay());
    assertThat(Build.run("date_diff", "month", day, moved))
        .isEqualTo(ChronoUnit.MONTHS.between(first, moved.withDayOfMonth(1)));
  }
}
