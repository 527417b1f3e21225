package io.thalweg.exec.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.function.FunctionSignature;
import io.thalweg.core.function.FunctionSignature.Kind;
import io.thalweg.exec.testing.Rows;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScalarFunctionsTest {
  /// The planner replaces these by literals.
  private static final Set<String> BY_PLANNER =
      Set.of("current_date", "current_timestamp", "localtimestamp", "current_time");

  private static final LocalDate DAY = LocalDate.of(2024, 2, 29);
  private static final LocalDateTime POINT = LocalDateTime.of(2024, 2, 29, 13, 14, 15, 500_000_000);
  private static final List<LocalDateTime> POINT_STARTS =
      List.of(
          LocalDateTime.of(2024, 2, 29, 12, 50),
          LocalDateTime.of(2024, 2, 29, 13, 0),
          LocalDateTime.of(2024, 2, 29, 13, 10));
  private static final Expression MINUTE = Build.cast("00:01:00", "INTERVAL DAY TO SECOND");
  private static final Expression TEN = Build.cast("00:10:00", "INTERVAL DAY TO SECOND");
  private static final Expression LONGER = Build.cast("00:30:00", "INTERVAL DAY TO SECOND");
  private static final Expression MONTH = Build.cast("1 month", "INTERVAL YEAR TO MONTH");
  private static final Expression HOURS = Build.cast("36:00:00", "INTERVAL DAY TO SECOND");

  private static final List<Sample> SAMPLES = new ArrayList<>();

  /// @param call the function and its arguments
  record Sample(List<@Nullable Object> call, @Nullable Object expected) {
    String function() {
      return String.valueOf(call.getFirst());
    }

    @Override
    public String toString() {
      return call + " = " + expected;
    }
  }

  private static void is(@Nullable Object expected, @Nullable Object... call) {
    SAMPLES.add(new Sample(Arrays.asList(call), expected));
  }

  static {
    operators();
    numbers();
    roundings();
    texts();
    moreTexts();
    times();
    moreTimes();
    choices();
  }

  private static void operators() {
    is(true, "eq", 1, 1L);
    is(null, "eq", 1, null);
    is(false, "ne", "a", "a");
    is(true, "lt", 1, new BigDecimal("1.5"));
    is(true, "le", Double.NaN, Double.NaN);
    is(true, "gt", Double.NaN, Double.POSITIVE_INFINITY);
    is(true, "ge", DAY, DAY);
    is(true, "is_distinct_from", 1, null);
    is(true, "is_not_distinct_from", null, null);
    is(true, "is_null", (Object) null);
    is(true, "is_not_null", 1);
    is(false, "is_true", (Object) null);
    is(true, "is_false", false);
    is(true, "is_not_true", (Object) null);
    is(false, "is_not_false", false);
    is(3, "add", 1, 2);
    is(new BigDecimal("3.55"), "add", new BigDecimal("1.5"), new BigDecimal("2.05"));
    is(LocalDateTime.of(2024, 3, 29, 0, 0), "add", DAY, MONTH);
    is(LocalDateTime.of(2024, 3, 1, 12, 0), "add", HOURS, DAY);
    is(LocalDate.of(2024, 3, 1), "add", DAY, 1);
    is(DAY.atTime(10, 30), "add", DAY, LocalTime.of(10, 30));
    is(LocalTime.of(1, 0), "add", LocalTime.of(13, 0), HOURS);
    is(-1L, "subtract", 2L, 3);
    is(59L, "subtract", DAY, LocalDate.of(2024, 1, 1));
    is(LocalDateTime.of(2024, 1, 29, 13, 14, 15, 500_000_000), "subtract", POINT, MONTH);
    is(Duration.ofHours(13).plusMillis(855_500), "subtract", POINT, DAY.atStartOfDay());
    is(6, "multiply", 2, 3);
    is(new BigDecimal("3.075"), "multiply", new BigDecimal("1.5"), new BigDecimal("2.05"));
    is(Duration.ofDays(3), "multiply", HOURS, 2);
    is(3, "divide", 7, 2);
    is(-3, "divide", -7, 2);
    is(3.5, "divide", new BigDecimal("7.0"), 2);
    is(Duration.ofHours(18), "divide", HOURS, 2);
    is(1, "mod", 7, 3);
    is(-1, "mod", -7, 3);
    is(new BigDecimal("0.5"), "mod", new BigDecimal("2.5"), 1);
    is(-1, "negate", 1);
    is(Duration.ofHours(-36), "negate", HOURS);
    is("ab", "concat", "a", "b");
    is(null, "concat", "a", null);
    is("a1", "concat", "a", 1);
    is(List.of(1, 2), "concat", Build.call("array", 1), Build.call("array", 2));
    is(true, "like", "abc", "a%");
    is(true, "like", "50%", "50!%", "!");
    is(false, "like", "abc", "a_");
    is(true, "ilike", "ABC", "a_c");
    is(true, "similar_to", "abc", "(a|b)%");
    is(false, "similar_to", "abc", "b+");
    is(true, "similar_to", "a,a", "(a|,){2,3}");
    is(8, "bitand", 12, 10);
    is(14, "bitor", 12, 10);
    is(6L, "bitxor", 12L, 10);
    is(-6, "bitnot", 5);
    is(16, "shift_left", 1, 4);
    is(-2, "shift_right", -8, 2);
  }

  private static void numbers() {
    is(5, "abs", -5);
    is(new BigDecimal("2.5"), "abs", new BigDecimal("-2.5"));
    is(-1, "sign", -5);
    is(1.0, "sign", 0.5);
    is(4.0, "sqrt", 16);
    is(3.0, "cbrt", 27);
    is(1.0, "exp", 0);
    is(0.0, "ln", 1);
    is(3.0, "log10", 1000);
    is(3.0, "log2", 8);
    is(2.0, "log", 100);
    is(3.0, "log", 2, 8);
    is(1024.0, "power", 2, 10);
    is(Math.PI, "pi");
    is(Math.sin(0.5), "sin", 0.5);
    is(Math.cos(0.5), "cos", 0.5);
    is(Math.tan(0.5), "tan", 0.5);
    is(Math.asin(0.5), "asin", 0.5);
    is(Math.acos(0.5), "acos", 0.5);
    is(Math.atan(0.5), "atan", 0.5);
    is(Math.sinh(0.5), "sinh", 0.5);
    is(Math.cosh(0.5), "cosh", 0.5);
    is(Math.tanh(0.5), "tanh", 0.5);
    is(1 / Math.tan(0.5), "cot", 0.5);
    is(Math.PI / 4, "atan2", 1, 1);
    is(180.0, "degrees", Math.PI);
    is(Math.PI, "radians", 180);
    is(6, "gcd", 12, 18);
    is(12L, "lcm", 4L, -6);
    is(new BigDecimal("120"), "factorial", 5);
    is("ff", "to_hex", 255);
    is("ffffffffffffffff", "to_hex", -1);
  }

  private static void roundings() {
    is(new BigDecimal("2"), "ceil", new BigDecimal("1.2"));
    is(new BigDecimal("-1"), "ceil", new BigDecimal("-1.2"));
    is(-2.0, "floor", -1.2);
    is(new BigDecimal("-2"), "floor", new BigDecimal("-1.2"));
    is(new BigDecimal("3"), "round", new BigDecimal("2.5"));
    is(new BigDecimal("-3"), "round", new BigDecimal("-2.5"));
    is(2.0, "round", 2.5);
    is(2.35, "round", 2.345, 2);
    is(new BigDecimal("2.35"), "round", new BigDecimal("2.345"), 2);
    is(new BigDecimal("1200"), "round", new BigDecimal("1249.9"), -2);
    is(1300, "round", 1250, -2);
    is(7, "round", 7);
    is(new BigDecimal("2.34"), "trunc", new BigDecimal("2.349"), 2);
    is(-2.0, "trunc", -2.9);
    is(new BigDecimal("-2"), "trunc", new BigDecimal("-2.9"));
  }

  private static void texts() {
    is("ABC", "upper", "abc");
    is("ÄB", "upper", "äb");
    is("abc", "lower", "ABC");
    is("Hello World", "initcap", "hello wORLD");
    is("olläh", "reverse", "hällo");
    is(5, "length", "hällo");
    is(6, "octet_length", "hällo");
    is(24, "bit_length", "abc");
    is("ell", "substring", "hello", 2, 3);
    is("ällo", "substring", "hällo", 2);
    is("h", "substring", "hello", 0, 2);
    is("hä", "left", "hällo", 2);
    is("häl", "left", "hällo", -2);
    is("lo", "right", "hello", 2);
    is("llo", "right", "hello", -2);
    is("b", "split_part", "a,b,c", ",", 2);
    is("c", "split_part", "a,b,c", ",", -1);
    is("", "split_part", "a,b,c", ",", 4);
    is("ababab", "repeat", "ab", 3);
    is("007", "lpad", "7", 3, "0");
    is("  7", "lpad", "7", 3);
    is("hel", "lpad", "hello", 3);
    is("7ab", "rpad", "7", 3, "ab");
    is("abc", "ltrim", "xxabc", "x");
    is("abc", "rtrim", "abcxy", "yx");
    is("abc", "trim", "  abc ");
    is("ö", "btrim", "äöä", "ä");
  }

  private static void moreTexts() {
    is(3, "position", "l", "hällo");
    is(0, "position", "z", "hello");
    is(3, "strpos", "hello", "l");
    is(true, "starts_with", "hello", "he");
    is(true, "ends_with", "hello", "lo");
    is(true, "contains", "hello", "ell");
    is("herro", "replace", "hello", "l", "r");
    is("a2x5", "translate", "12345", "143", "ax");
    is("Thomas", "overlay", "Txxxxas", "hom", 2, 4);
    is("Thomxas", "overlay", "Txxxxas", "hom", 2);
    is("a1", "concat_values", "a", null, 1);
    is("a-b", "concat_ws", "-", "a", null, "b");
    is(null, "concat_ws", null, "a", "b");
    is(65, "ascii", "A");
    is(228, "ascii", "ä");
    is("ä", "chr", 228);
    is("900150983cd24fb0d6963f7d28e17f72", "md5", "abc");
    is("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "sha256", "abc");
    is("YWJj", "encode", Build.cast("abc", "VARBINARY"), "base64");
    is(ByteBuffer.wrap(new byte[] {'a', 'b', 'c'}), "decode", "616263", "hex");
  }

  private static void times() {
    is(3L, "extract_millennium", POINT);
    is(21L, "extract_century", POINT);
    is(202L, "extract_decade", POINT);
    is(2024L, "extract_year", DAY);
    is(1L, "extract_quarter", DAY);
    is(2L, "extract_month", DAY);
    is(9L, "extract_week", DAY);
    is(29L, "extract_day", DAY);
    is(4L, "extract_dow", DAY);
    is(4L, "extract_isodow", DAY);
    is(60L, "extract_doy", DAY);
    is(2024L, "extract_isoyear", DAY);
    is(13L, "extract_hour", POINT);
    is(14L, "extract_minute", POINT);
    is(15_500L, "extract_millisecond", POINT);
    is(15_500_000L, "extract_microsecond", POINT);
    is(new BigDecimal("15.500000"), "extract_second", POINT);
    is(1_709_212_455.5, "extract_epoch", POINT);
    is(1L, "extract_day", HOURS);
    is(2024.0, "date_part", "year", DAY);
    is(15.5, "date_part", "seconds", POINT);
    is(LocalDate.of(2024, 2, 29), "last_day", LocalDate.of(2024, 2, 10));
    is(LocalDate.of(2023, 2, 28), "last_day", LocalDateTime.of(2023, 2, 1, 9, 0));
  }

  private static void moreTimes() {
    is(LocalDateTime.of(2024, 2, 1, 0, 0), "date_trunc", "month", POINT);
    is(LocalDateTime.of(2024, 2, 26, 0, 0), "date_trunc", "week", DAY);
    is(LocalDateTime.of(2024, 2, 29, 13, 0), "date_trunc", "hour", POINT);
    is(Duration.ofDays(1), "date_trunc", "day", HOURS);
    is(LocalDateTime.of(2024, 2, 29, 0, 0), "date_add", LocalDate.of(2024, 1, 31), MONTH);
    is(POINT, "proctime", POINT);
    is(POINT_STARTS.getLast(), "date_bin", TEN, POINT);
    is(
        LocalDateTime.of(2024, 2, 29, 13, 14),
        "date_bin",
        TEN,
        POINT,
        LocalDateTime.of(2024, 3, 1, 0, 4));
    is(POINT_STARTS, "hop_starts", POINT, TEN, Build.cast("00:25:00", "INTERVAL DAY TO SECOND"));
    is(List.of(), "hop_starts", POINT, TEN, MINUTE);
    is(
        List.of(LocalDateTime.of(2024, 2, 29, 13, 20), LocalDateTime.of(2024, 2, 29, 13, 30)),
        "cumulate_ends",
        POINT,
        TEN,
        LONGER);
    is(2L, "date_diff", "month", LocalDate.of(2024, 1, 31), LocalDate.of(2024, 3, 1));
    is(-1L, "date_diff", "year", DAY, LocalDate.of(2023, 12, 31));
    is(13L, "date_diff", "hour", DAY, POINT);
    is(DAY, "make_date", 2024, 2, 29);
    is(POINT, "make_timestamp", 2024, 2, 29, 13, 14, 15.5);
    is(POINT, "epoch_ms", 1_709_212_455_500L);
    is(DAY, "to_date", "29.02.2024", "DD.MM.YYYY");
    is(DAY, "to_date", "Feb 29 24", "MON DD YY");
    is(
        Instant.parse("2024-02-29T13:14:00Z"),
        "to_timestamp",
        "29.02.2024 13:14",
        "DD.MM.YYYY HH24:MI");
    is(
        Instant.parse("2024-02-29T13:14:00Z"),
        "to_timestamp",
        "01:14 PM 60 2024",
        "HH:MI AM DDD YYYY");
    is(Instant.parse("1970-01-01T00:00:01.500Z"), "to_timestamp", 1.5);
    is("29 Feb 2024", "to_char", DAY, "DD Mon YYYY");
    is("Thursday , 01:14:15.500 pm", "to_char", POINT, "Day, HH12:MI:SS.MS pm");
    is("2/29 of DD", "to_char", DAY, "FMMM/DD \"of DD\"");
  }

  private static void choices() {
    is(2, "coalesce", null, 2);
    is(3, "greatest", 1, 3, null);
    is("a", "least", "b", "a");
    is(null, "greatest", null, null);
    is(null, "nullif", 1, 1);
    is("yes", "if", true, "yes", "no");
    is("no", "if", null, "yes", "no");
    is("DECIMAL(2, 1)", "typeof", new BigDecimal("1.5"));
    is(Arrays.asList(1, null, 3), "array", 1, null, 3);
    is(List.of(), "array");
    is(List.of(1, "a"), "row", 1, "a");
    Expression array = Build.call("array", 10, 20);
    is(20, "element_at", array, 2);
    is(null, "element_at", array, 3);
    is("a", "field", Build.call("row", 1, "a"), 2);
    is(1, "field", Build.call("row", 1, "a"), "F1");
    is(2, "cardinality", array);
    is(List.of(1L, 2L, 3L), "generate_series", 1, 3);
    is(List.of(5L, 3L, 1L), "generate_series", 5, 0, -2);
    LocalDateTime start = LocalDateTime.of(2024, 1, 31, 0, 0);
    is(
        List.of(start, start.plusDays(29), start.plusMonths(2)),
        "generate_series",
        start,
        start.plusMonths(2),
        MONTH);
  }

  static List<Sample> samples() {
    return SAMPLES;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aFunctionGivesTheValueItIsDocumentedFor(Sample sample) {
    Expression call = call(sample);
    Object value = Build.value(call);
    assertThat(Rows.canonical(value)).isEqualTo(Rows.canonical(sample.expected()));
    assertThat(Build.values(call, Build.column(io.thalweg.core.type.SimpleType.INTEGER, 1, 2, 3)))
        .as("over three rows")
        .allSatisfy(v -> assertThat(Rows.canonical(v)).isEqualTo(Rows.canonical(value)));
  }

  private static Expression call(Sample sample) {
    return Build.call(sample.function(), sample.call().subList(1, sample.call().size()).toArray());
  }

  @Test
  void everyScalarFunctionOfTheCatalogueRuns() {
    Set<String> shown =
        SAMPLES.stream()
            .map(sample -> FunctionCatalog.find(sample.function()).orElseThrow().name())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> listed =
        FunctionCatalog.signatures().stream()
            .filter(signature -> signature.kind() == Kind.SCALAR)
            .map(FunctionSignature::name)
            .filter(name -> !BY_PLANNER.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(shown).isEqualTo(listed);
  }

  @Test
  void functionsOfColumnsAgreeWithFunctionsOfConstants() {
    // The same rows once as constants, which are folded, and once as a column of three rows.
    for (Sample sample : SAMPLES) {
      Expression call = call(sample);
      List<Expression> children = call.children();
      if (children.isEmpty() || sample.function().equals("field")) {
        continue;
      }
      var columns = children.stream().map(ScalarFunctionsTest::threeTimes).toList();
      var refs =
          java.util.stream.IntStream.range(0, children.size())
              .<Expression>mapToObj(
                  i -> new io.thalweg.core.expr.ColumnRef(i, children.get(i).type()))
              .toList();
      assertThat(Build.values(call.withChildren(refs), io.thalweg.core.data.Batch.of(3, columns)))
          .as("%s", sample)
          .allSatisfy(
              v -> assertThat(Rows.canonical(v)).isEqualTo(Rows.canonical(sample.expected())));
    }
  }

  private static io.thalweg.core.data.Column threeTimes(Expression expression) {
    var one = io.thalweg.core.data.ColumnBuilder.single(expression.type(), Build.value(expression));
    return one.gather(new int[3], 3);
  }

  static Stream<Map.Entry<String, Expression>> failures() {
    return Stream.of(
            Map.entry("2147483647 + 1", Build.call("add", Integer.MAX_VALUE, 1)),
            Map.entry("out of range of BIGINT", Build.call("multiply", Long.MAX_VALUE, 2)),
            Map.entry("division by zero", Build.call("mod", 1, 0)),
            Map.entry("division by zero", Build.call("divide", 1.0, 0.0)),
            Map.entry("sqrt(-1.0)", Build.call("sqrt", -1)),
            Map.entry("must be above zero", Build.call("ln", 0)),
            Map.entry("exp(1000.0)", Build.call("exp", 1000)),
            Map.entry("no real value", Build.call("power", -8, 0.5)),
            Map.entry("factorial(34)", Build.call("factorial", 34)),
            Map.entry("negative length", Build.call("substring", "a", 1, -1)),
            Map.entry("counts from 1", Build.call("split_part", "a", ",", 0)),
            Map.entry("longer than a text", Build.call("repeat", "ab", 1L << 40)),
            Map.entry("MiB", Build.call("repeat", "ab", 1 << 29)),
            Map.entry("too many ways", Build.call("similar_to", "a".repeat(60), "(a{1,3}){1,60}b")),
            Map.entry("no character", Build.call("chr", 0)),
            Map.entry("no encoding", Build.call("decode", "ab", "rot13")),
            Map.entry("no unit of time", Build.call("date_trunc", "blink", DAY)),
            Map.entry("no date 2023-2-29", Build.call("make_date", 2023, 2, 29)),
            Map.entry("not written as", Build.call("to_date", "x", "YYYY")),
            Map.entry(
                "a length above 0",
                Build.call("date_bin", Build.cast("00:00:00", "INTERVAL DAY TO SECOND"), POINT)),
            Map.entry("has no end", Build.call("generate_series", 1, 2, 0)),
            Map.entry("ends with its escape", Build.call("like", "a", "a\\")),
            Map.entry("date out of range", Build.call("add", DAY, Long.MAX_VALUE)))
        .map(entry -> entry);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFunctionSaysWhyItFails(Map.Entry<String, Expression> failure) {
    assertThatThrownBy(() -> Build.value(failure.getValue()))
        .isInstanceOf(ThalwegException.class)
        .hasMessageContaining(failure.getKey());
  }

  @Test
  void monthsAreClampedToTheEndOfTheMonth() {
    assertThat(Build.run("add", LocalDate.of(2024, 1, 31), MONTH))
        .isEqualTo(LocalDateTime.of(2024, 2, 29, 0, 0));
    assertThat(Build.value(Build.cast("13 months", "INTERVAL YEAR TO MONTH")))
        .isEqualTo(Period.ofMonths(13));
  }
}
