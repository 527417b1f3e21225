package io.thalweg.exec.window;

import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.state.KeyVector;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;

/// Compares values with others that were moved by the offset of a RANGE frame.
interface RangeDistance {
  /// Microseconds of a day.
  long DAY = 86_400_000_000L;

  /// The order of the value of `row` and the moved value of `moved`; neither is NULL.
  int compare(int row, int moved);

  boolean isNegative();

  /// @param offset in the Java form of [io.thalweg.core.data.Values]
  /// @param add whether the offset is added or subtracted
  static RangeDistance of(FlatColumn column, DataType type, Object offset, boolean add) {
    return switch (offset) {
      case Duration duration -> ofMicros(column, type, micros(duration), add);
      case Period period -> ofMonths(column, type, period.toTotalMonths(), add);
      case Number number -> ofNumber(column, type, number, add);
      default -> throw mismatch(type, offset);
    };
  }

  private static long micros(Duration duration) {
    return Math.addExact(
        Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1000);
  }

  private static RangeDistance ofMicros(
      FlatColumn column, DataType type, long micros, boolean add) {
    long[] values = KeyVector.longs(column, new long[column.length()]).clone();
    if (type == SimpleType.DATE) {
      for (int i = 0; i < values.length; i++) {
        values[i] *= DAY;
      }
      return new Longs(values, micros, add);
    }
    boolean nanos = type instanceof TimestampType timestamp && timestamp.isNanos();
    return new Longs(values, nanos ? Math.multiplyExact(micros, 1000L) : micros, add);
  }

  private static RangeDistance ofMonths(
      FlatColumn column, DataType type, long months, boolean add) {
    long[] values = KeyVector.longs(column, new long[column.length()]);
    if (!(type instanceof TimestampType) && type != SimpleType.DATE) {
      return new Longs(values, months, add);
    }
    long[] moved = new long[column.length()];
    for (int i = 0; i < moved.length; i++) {
      if (!column.isNull(i)) {
        moved[i] = plusMonths(type, column, i, add ? months : -months);
      }
    }
    return new Moved(values, moved, months < 0);
  }

  private static long plusMonths(DataType type, FlatColumn column, int row, long months) {
    Object value = ColumnValues.get(type, column, row);
    LocalDateTime local =
        switch (value) {
          case LocalDate date -> date.atStartOfDay();
          case LocalDateTime time -> time;
          case Instant instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
          case null, default -> throw mismatch(type, months + " months");
        };
    LocalDateTime moved = local.plusMonths(months);
    if (type == SimpleType.DATE) {
      return moved.toLocalDate().toEpochDay();
    }
    long units = ((TimestampType) type).unitsPerSecond();
    return moved.toEpochSecond(ZoneOffset.UTC) * units + moved.getNano() / (1_000_000_000L / units);
  }

  private static RangeDistance ofNumber(
      FlatColumn column, DataType type, Number offset, boolean add) {
    if (column instanceof DoubleColumn doubles) {
      return new Doubles(doubles, offset.doubleValue(), add);
    }
    if (!type.isNumeric() && type != SimpleType.DATE) {
      throw mismatch(type, offset);
    }
    BigDecimal exact = new BigDecimal(offset.toString());
    int scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
    BigDecimal unscaled = exact.movePointRight(scale).stripTrailingZeros();
    if (KeyVector.isLong(column.layout())
        && unscaled.scale() <= 0
        && unscaled.precision() - unscaled.scale() <= DecimalType.MAX_LONG_PRECISION) {
      long[] values = KeyVector.longs(column, new long[column.length()]);
      return new Longs(values, unscaled.longValueExact(), add);
    }
    return new Decimals(column, type, exact, add);
  }

  private static ThalwegException mismatch(DataType type, Object offset) {
    return new ThalwegException(
        ErrorCode.TYPE_MISMATCH,
        "a RANGE frame over " + type.sql() + " cannot have the offset " + offset);
  }

  /// Fixed-point values; sums stop at the ends of `long`.
  record Longs(long[] values, long offset, boolean add) implements RangeDistance {
    @Override
    public int compare(int row, int moved) {
      long value = values[moved];
      long sum = add ? value + offset : value - offset;
      boolean overflows = add ? sum < value : sum > value;
      long bound = overflows ? (add ? Long.MAX_VALUE : Long.MIN_VALUE) : sum;
      return Long.compare(values[row], bound);
    }

    @Override
    public boolean isNegative() {
      return offset < 0;
    }
  }

  /// Values moved beforehand.
  record Moved(long[] values, long[] bounds, boolean isNegative) implements RangeDistance {
    @Override
    public int compare(int row, int moved) {
      return Long.compare(values[row], bounds[moved]);
    }
  }

  /// Floating-point values; NaN is in reach of NaN only.
  record Doubles(DoubleColumn column, double offset, boolean add) implements RangeDistance {
    @Override
    public int compare(int row, int moved) {
      double value = column.values()[moved];
      double bound = add ? value + offset : value - offset;
      return Double.compare(column.values()[row] + 0.0, bound + 0.0);
    }

    @Override
    public boolean isNegative() {
      return !(offset >= 0);
    }
  }

  /// Exact values of any width and scale.
  record Decimals(FlatColumn column, DataType type, BigDecimal offset, boolean add)
      implements RangeDistance {
    @Override
    public int compare(int row, int moved) {
      BigDecimal value = value(moved);
      return value(row).compareTo(add ? value.add(offset) : value.subtract(offset));
    }

    private BigDecimal value(int row) {
      return new BigDecimal(String.valueOf(ColumnValues.get(type, column, row)));
    }

    @Override
    public boolean isNegative() {
      return offset.signum() < 0;
    }
  }
}
