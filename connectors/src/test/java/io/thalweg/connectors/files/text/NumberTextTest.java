package io.thalweg.connectors.files.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  private final NumberText numbers = new NumberText();
  private final TimeText times = new TimeText();

  private static byte[] bytes(String text) {
    return ("#" + text + "#").getBytes(StandardCharsets.UTF_8);
  }

  private boolean integer(String text) {
    byte[] bytes = bytes(text);
    return numbers.integer(bytes, 1, bytes.length - 1, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private boolean real(String text) {
    byte[] bytes = bytes(text);
    return numbers.real(bytes, 1, bytes.length - 1);
  }

  private boolean decimal(String text, int precision, int scale) {
    byte[] bytes = bytes(text);
    return numbers.decimal(bytes, 1, bytes.length - 1, precision, scale);
  }

  @Test
  void integersAreReadToTheEdgesAndNotBeyond() {
    for (long value : new long[] {0, 7, -7, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62}) {
      assertThat(integer(Long.toString(value))).isTrue();
      assertThat(numbers.whole).isEqualTo(value);
    }
    assertThat(integer(" +12 ")).isTrue();
    assertThat(numbers.whole).isEqualTo(12);
    assertThat(integer("000000000000000000000000000001")).isTrue();
    for (String text :
        new String[] {
          "9223372036854775808", "-9223372036854775809", "", "-", "1.0", "1 2", "1e3"
        }) {
      assertThat(integer(text)).as(text).isFalse();
    }
  }

  @Test
  void realsAreTheNearestDoubles() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double value =
          switch (i % 3) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextInt() / 1000.0;
            default -> random.nextDouble();
          };
      String text = Double.isFinite(value) ? Double.toString(value) : "nan";
      assertThat(real(text)).as(text).isTrue();
      assertThat(numbers.real)
          .as(text)
          .isEqualTo((Double) (Double.isFinite(value) ? value : Double.NaN));
    }
    for (String text : new String[] {"", ".", "-", "1d", "0x1p3", "1e", "e5", "1.2.3", "infinit"}) {
      assertThat(real(text)).as(text).isFalse();
    }
  }

  @Test
  void decimalsAreRoundedHalfUpAndKeptWithinTheirPrecision() {
    Random random = new Random(8);
    for (int i = 0; i < 20_000; i++) {
      BigDecimal value =
          BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(9));
      BigDecimal scaled = value.setScale(3, RoundingMode.HALF_UP);
      boolean fits = scaled.precision() <= 12;
      assertThat(decimal(value.toPlainString(), 12, 3)).as(value.toPlainString()).isEqualTo(fits);
      if (fits) {
        assertThat(numbers.whole).isEqualTo(scaled.unscaledValue().longValueExact());
      }
    }
  }

  @Test
  void datesAndTimestampsAreThoseOfTheCalendar() {
    Random random = new Random(9);
    for (int i = 0; i < 5_000; i++) {
      LocalDateTime time =
          LocalDate.of(1, 1, 1)
              .plusDays(random.nextInt(3_000_000))
              .atTime(
                  random.nextInt(24),
                  random.nextInt(60),
                  random.nextInt(60),
                  random.nextInt(1_000_000_000));
      byte[] bytes = bytes(time.toString().replace('T', i % 2 == 0 ? 'T' : ' '));
      assertThat(times.timestamp(bytes, 1, bytes.length - 1)).as(time.toString()).isTrue();
      assertThat(times.seconds).isEqualTo(time.toEpochSecond(ZoneOffset.UTC));
      assertThat(times.nanos).isEqualTo(time.getNano());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-29",
        "1900-02-29",
        "2024-13-01",
        "2024-00-10",
        "2024-01-32",
        "24-01-01",
        "2024-01-01x",
        "2024/01/01",
        ""
      })
  void whatIsNoDateIsRefused(String text) {
    byte[] bytes = bytes(text);
    assertThat(times.date(bytes, 1, bytes.length - 1)).isFalse();
  }

  @Test
  void everyDateOfThreeErasIsItsDay() {
    LocalDate end = LocalDate.of(2403, 1, 1);
    for (LocalDate date = LocalDate.of(1599, 12, 1); date.isBefore(end); date = date.plusDays(1)) {
      byte[] bytes = bytes(date.toString());
      assertThat(times.date(bytes, 1, bytes.length - 1)).isTrue();
      assertThat(times.days).as(date.toString()).isEqualTo((int) date.toEpochDay());
    }
    byte[] first = bytes("0000-01-01");
    assertThat(times.date(first, 1, first.length - 1)).isTrue();
    assertThat(times.days).isEqualTo((int) LocalDate.of(0, 1, 1).toEpochDay());
  }
}
