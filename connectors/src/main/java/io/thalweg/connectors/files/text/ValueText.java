package io.thalweg.connectors.files.text;

import io.thalweg.core.data.Int128;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Reads values of one type from text. A read answers whether the text is a value and leaves it in
/// [#whole] (also BOOLEAN, DATE, TIME, TIMESTAMP, DECIMAL), [#real], or [#high] and [#low]. Used by
/// one thread.
public final class ValueText {
  private final Reader reader;
  private final NumberText numbers = new NumberText();
  private final TimeText times = new TimeText();
  private long whole;
  private double real;
  private long high;
  private long low;

  private interface Reader {
    boolean read(byte[] bytes, int from, int to);
  }

  /// @throws ThalwegException FEATURE_NOT_SUPPORTED for a type that has no plain text
  public ValueText(DataType type) {
    this.reader = reader(type);
  }

  public long whole() {
    return whole;
  }

  public double real() {
    return real;
  }

  public long high() {
    return high;
  }

  public long low() {
    return low;
  }

  public boolean read(byte[] bytes, int from, int to) {
    return reader.read(bytes, from, to);
  }

  private Reader reader(DataType type) {
    return switch (type) {
      case SimpleType simple -> simpleReader(simple);
      case DecimalType decimal -> decimal.isLong() ? decimal(decimal) : wideDecimal(decimal);
      case TimestampType timestamp -> timestamp(timestamp);
      case IntervalType _, ArrayType _, MapType _, RowType _ -> throw noText(type);
    };
  }

  private Reader simpleReader(SimpleType type) {
    return switch (type) {
      case BOOLEAN -> this::bool;
      case TINYINT -> (b, from, to) -> integer(b, from, to, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT -> (b, from, to) -> integer(b, from, to, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> (b, from, to) -> integer(b, from, to, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> (b, from, to) -> integer(b, from, to, Long.MIN_VALUE, Long.MAX_VALUE);
      case REAL -> this::single;
      case DOUBLE -> this::real;
      case DATE -> this::date;
      case TIME -> this::time;
      case UUID -> this::uuid;
      case VARCHAR, JSON, VARBINARY -> (_, _, _) -> true;
      case NULL -> throw noText(type);
    };
  }

  private static ThalwegException noText(DataType type) {
    return new ThalwegException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "text cannot be read as " + type.sql() + "; read it as VARCHAR and cast it");
  }

  private boolean integer(byte[] bytes, int from, int to, long min, long max) {
    boolean ok = numbers.integer(bytes, from, to, min, max);
    whole = numbers.whole;
    return ok;
  }

  private boolean real(byte[] bytes, int from, int to) {
    boolean ok = numbers.real(bytes, from, to);
    real = numbers.real;
    return ok;
  }

  private boolean single(byte[] bytes, int from, int to) {
    boolean ok = numbers.real(bytes, from, to);
    real = (float) numbers.real;
    return ok && (Double.isInfinite(numbers.real) || !Double.isInfinite(real));
  }

  private Reader decimal(DecimalType type) {
    return (bytes, from, to) -> {
      boolean ok = numbers.decimal(bytes, from, to, type.precision(), type.scale());
      whole = numbers.whole;
      return ok;
    };
  }

  private Reader wideDecimal(DecimalType type) {
    return (bytes, from, to) -> {
      boolean ok = numbers.wideDecimal(bytes, from, to, type.precision(), type.scale());
      if (ok) {
        high = Int128.high(numbers.wide);
        low = Int128.low(numbers.wide);
      }
      return ok;
    };
  }

  private boolean date(byte[] bytes, int from, int to) {
    boolean ok = times.date(bytes, from, to);
    whole = times.days;
    return ok;
  }

  private boolean time(byte[] bytes, int from, int to) {
    boolean ok = times.time(bytes, from, to);
    whole = times.nanosOfDay / 1000;
    return ok;
  }

  /// Without a zone in the text a TIMESTAMP WITH TIME ZONE is taken to be in UTC.
  private Reader timestamp(TimestampType type) {
    int unitNanos = type.isNanos() ? 1 : 1000;
    return (bytes, from, to) -> {
      if (!times.timestamp(bytes, from, to) || (times.hasZone && !type.withTimeZone())) {
        return false;
      }
      long units = type.unitsPerSecond();
      long scaled = times.seconds * units;
      whole = scaled + times.nanos / unitNanos;
      return Math.multiplyHigh(times.seconds, units) == scaled >> 63;
    };
  }

  private boolean bool(byte[] bytes, int from, int to) {
    boolean yes = matches("true", bytes, from, to) || matches("t", bytes, from, to);
    whole = yes ? 1 : 0;
    return yes || matches("false", bytes, from, to) || matches("f", bytes, from, to);
  }

  private static boolean matches(String word, byte[] bytes, int from, int to) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((bytes[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean uuid(byte[] bytes, int from, int to) {
    if (to - from != 36) {
      return false;
    }
    try {
      UUID uuid = UUID.fromString(new String(bytes, from, 36, StandardCharsets.ISO_8859_1));
      high = uuid.getMostSignificantBits();
      low = uuid.getLeastSignificantBits();
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
