package io.thalweg.core.type;

/// A point on the calendar (without zone) or on the time line (with zone; stored in UTC).
///
/// Values are micros since 1970-01-01 00:00:00 up to precision 6, nanos from precision 7.
///
/// @param precision digits behind the second, 0..9
public record TimestampType(int precision, boolean withTimeZone) implements DataType {
  public static final TimestampType MICROS = new TimestampType(6, false);
  public static final TimestampType MICROS_UTC = new TimestampType(6, true);

  public TimestampType {
    if (precision < 0 || precision > 9) {
      throw new IllegalArgumentException("TIMESTAMP(" + precision + "): precision is 0..9");
    }
  }

  /// Whether the stored unit is the nanosecond.
  public boolean isNanos() {
    return precision > 6;
  }

  /// Stored units per second: 1,000,000 or 1,000,000,000.
  public long unitsPerSecond() {
    return isNanos() ? 1_000_000_000L : 1_000_000L;
  }

  @Override
  public Layout layout() {
    return Layout.LONG;
  }

  @Override
  public String sql() {
    String name = precision == 6 ? "TIMESTAMP" : "TIMESTAMP(" + precision + ")";
    return withTimeZone ? name + " WITH TIME ZONE" : name;
  }
}
