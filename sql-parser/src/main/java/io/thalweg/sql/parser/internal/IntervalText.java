package io.thalweg.sql.parser.internal;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.sql.parser.lexer.SqlToken;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// PostgreSQL's `INTERVAL '1 day 2 hours'` as the standard's `INTERVAL '93600' SECOND`.
///
/// @param value the text between the quotes
/// @param qualifier the units behind it
record IntervalText(String value, String qualifier) {
  private static final Pattern PART =
      Pattern.compile("\\s*([+-]?\\d+(?:\\.\\d*)?|[+-]?\\.\\d+)\\s*([a-z]+)\\s*");
  private static final Pattern CLOCK =
      Pattern.compile("\\s*([+-]?)(\\d+):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d{1,9})?))?\\s*");

  /// @param image the string as written, in single quotes
  static IntervalText parse(ScriptText text, SqlToken token, String image) {
    String body = image.substring(1, image.length() - 1).toLowerCase(Locale.ROOT);
    BigDecimal months = BigDecimal.ZERO;
    BigDecimal seconds = BigDecimal.ZERO;
    int at = 0;
    while (at < body.length()) {
      Matcher part = PART.matcher(body).region(at, body.length());
      Matcher clock = CLOCK.matcher(body).region(at, body.length());
      if (clock.lookingAt()) {
        seconds = seconds.add(clock(clock));
        at = clock.end();
      } else if (part.lookingAt()) {
        BigDecimal number = new BigDecimal(part.group(1));
        long inMonths = inMonths(part.group(2));
        long inMicros = inMicros(part.group(2));
        if (inMonths == 0 && inMicros == 0) {
          throw malformed(text, token, image);
        }
        months = months.add(number.multiply(BigDecimal.valueOf(inMonths)));
        seconds = seconds.add(number.multiply(BigDecimal.valueOf(inMicros)).movePointLeft(6));
        at = part.end();
      } else {
        throw malformed(text, token, image);
      }
    }
    return of(text, token, image, months, seconds);
  }

  private static IntervalText of(
      ScriptText text, SqlToken token, String image, BigDecimal months, BigDecimal seconds) {
    boolean whole = months.stripTrailingZeros().scale() <= 0;
    if (body(image).isBlank() || !whole || (months.signum() != 0 && seconds.signum() != 0)) {
      throw malformed(text, token, image);
    }
    return months.signum() != 0
        ? new IntervalText(months.toBigInteger().toString(), "MONTH")
        : new IntervalText(seconds.stripTrailingZeros().toPlainString(), "SECOND");
  }

  private static String body(String image) {
    return image.substring(1, image.length() - 1);
  }

  private static BigDecimal clock(Matcher clock) {
    BigDecimal seconds = clock.group(4) == null ? BigDecimal.ZERO : new BigDecimal(clock.group(4));
    BigDecimal minutes =
        new BigDecimal(clock.group(2))
            .multiply(BigDecimal.valueOf(60))
            .add(new BigDecimal(clock.group(3)));
    BigDecimal sum = minutes.multiply(BigDecimal.valueOf(60)).add(seconds);
    return clock.group(1).equals("-") ? sum.negate() : sum;
  }

  private static long inMonths(String unit) {
    return switch (unit) {
      case "mon", "mons", "month", "months" -> 1;
      case "quarter", "quarters" -> 3;
      case "y", "year", "years", "yr", "yrs" -> 12;
      case "decade", "decades" -> 120;
      case "century", "centuries" -> 1200;
      default -> 0;
    };
  }

  private static long inMicros(String unit) {
    return switch (unit) {
      case "us", "microsecond", "microseconds" -> 1;
      case "ms", "millisecond", "milliseconds" -> 1_000;
      case "s", "sec", "secs", "second", "seconds" -> 1_000_000;
      case "m", "min", "mins", "minute", "minutes" -> 60_000_000;
      case "h", "hour", "hours", "hr", "hrs" -> 3_600_000_000L;
      case "d", "day", "days" -> 86_400_000_000L;
      case "w", "week", "weeks" -> 7 * 86_400_000_000L;
      default -> 0;
    };
  }

  private static ThalwegException malformed(ScriptText text, SqlToken token, String image) {
    return new ThalwegException(
        ErrorCode.INVALID_DATETIME,
        SyntaxErrors.quote(body(image))
            + " is no interval; write INTERVAL '3' DAY or INTERVAL '3 days 2 hours'; months cannot"
            + " be mixed with shorter units",
        text.position(token.start()),
        null);
  }
}
