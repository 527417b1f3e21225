package io.thalweg.exec.kernel.time;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An interval out of text: `1 year 2 months`, `3 days 04:05:06`, `1-2` (years and months), `90`
/// (seconds).
///
/// @param months of the parts that are whole months
/// @param micros of all other parts
public record IntervalReader(long months, long micros) {
  private static final Pattern PART =
      Pattern.compile(
          "\\s*(?:(?<sign>[+-])?(?<hours>\\d+):(?<minutes>\\d\\d)(?::(?<seconds>\\d\\d(?:\\.\\d+)?))?"
              + "|(?<yearSign>[+-])?(?<years>\\d+)-(?<months>\\d+)"
              + "|(?<number>[+-]?\\d+(?:\\.\\d*)?)\\s*(?<unit>[a-zA-Z]*))\\s*");

  /// Null when the text is no interval or too long.
  public static @Nullable IntervalReader read(String text) {
    Matcher matcher = PART.matcher(text);
    long months = 0;
    long micros = 0;
    int at = 0;
    try {
      while (at < text.length()) {
        if (!matcher.find(at) || matcher.start() != at || matcher.end() == at) {
          return null;
        }
        IntervalReader part = part(matcher);
        months = Math.addExact(months, part.months());
        micros = Math.addExact(micros, part.micros());
        at = matcher.end();
      }
    } catch (ArithmeticException | io.thalweg.core.error.ThalwegException e) {
      return null;
    }
    return text.isBlank() ? null : new IntervalReader(months, micros);
  }

  private static IntervalReader part(Matcher matcher) {
    if (matcher.group("hours") != null) {
      String seconds = matcher.group("seconds");
      BigDecimal all =
          new BigDecimal(matcher.group("hours"))
              .multiply(BigDecimal.valueOf(3600))
              .add(new BigDecimal(matcher.group("minutes")).multiply(BigDecimal.valueOf(60)))
              .add(seconds == null ? BigDecimal.ZERO : new BigDecimal(seconds));
      return signed(matcher.group("sign"), 0, scaled(all, TimeUnit.SECOND.micros()));
    }
    if (matcher.group("years") != null) {
      long years = Long.parseLong(matcher.group("years"));
      long months = Long.parseLong(matcher.group("months"));
      return signed(
          matcher.group("yearSign"), Math.addExact(Math.multiplyExact(years, 12L), months), 0);
    }
    BigDecimal number = new BigDecimal(matcher.group("number"));
    String name = matcher.group("unit").toLowerCase(Locale.ROOT);
    TimeUnit unit = name.isEmpty() ? TimeUnit.SECOND : TimeUnit.parse(name);
    if (unit.months() > 0) {
      return new IntervalReader(scaled(number, unit.months()), 0);
    }
    if (unit.micros() == 0) {
      throw new ArithmeticException(name);
    }
    return new IntervalReader(0, scaled(number, unit.micros()));
  }

  private static long scaled(BigDecimal number, long unit) {
    return number
        .multiply(BigDecimal.valueOf(unit))
        .setScale(0, java.math.RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static IntervalReader signed(@Nullable String sign, long months, long micros) {
    return "-".equals(sign)
        ? new IntervalReader(-months, -micros)
        : new IntervalReader(months, micros);
  }
}
