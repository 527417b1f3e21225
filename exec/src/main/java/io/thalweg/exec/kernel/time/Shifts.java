package io.thalweg.exec.kernel.time;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;

/// `+` and `-` of points in time, intervals and days.
public final class Shifts {
  private static final long DAY = Calendar.MICROS_PER_DAY;

  private Shifts() {}

  /// point + shift or point - shift; the point is the first argument.
  ///
  /// @param result DATE only when the shift keeps dates whole or its rest may be dropped
  public static Kernel shift(DataType point, DataType by, DataType result, boolean back) {
    if (by == SimpleType.BIGINT) {
      return (arguments, rows) -> addDays(arguments, rows, back);
    }
    boolean months = by == IntervalType.YEAR_MONTH;
    if (point == SimpleType.TIME) {
      return (arguments, rows) -> addToTimes(arguments, rows, back);
    }
    long unitsPerMicro = result instanceof TimestampType t && t.isNanos() ? 1000 : 1;
    if (point == SimpleType.DATE) {
      boolean date = result == SimpleType.DATE;
      return (arguments, rows) -> shiftDates(arguments, rows, back, months, date);
    }
    return months
        ? (arguments, rows) -> addMonths(arguments, rows, back, DAY * unitsPerMicro)
        : (arguments, rows) -> addMicros(arguments, rows, back, unitsPerMicro);
  }

  private static FlatColumn addDays(FlatColumn[] arguments, int rows, boolean back) {
    int[] days = Storage.ints(arguments[0]);
    long[] by = Storage.longs(arguments[1]);
    int[] result = new int[rows];
    for (int i = 0; i < rows; i++) {
      if (valid(arguments, i)) {
        long shift = Math.clamp(by[i], -1L << 40, 1L << 40);
        result[i] = TimeRange.date(days[i] + (back ? -shift : shift));
      }
    }
    return new IntColumn(rows, result, Nulls.strict(arguments, rows));
  }

  private static boolean valid(FlatColumn[] arguments, int row) {
    return !arguments[0].isNull(row) && !arguments[1].isNull(row);
  }

  private static FlatColumn addToTimes(FlatColumn[] arguments, int rows, boolean back) {
    long[] times = Storage.longs(arguments[0]);
    long[] by = Storage.longs(arguments[1]);
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      long shift = by[i] % DAY;
      result[i] = Math.floorMod(back ? times[i] - shift : times[i] + shift, DAY);
    }
    return new LongColumn(rows, result, Nulls.strict(arguments, rows));
  }

  private static FlatColumn shiftDates(
      FlatColumn[] arguments, int rows, boolean back, boolean months, boolean date) {
    int[] days = Storage.ints(arguments[0]);
    long[] by = Storage.longs(arguments[1]);
    long[] micros = new long[date ? 0 : rows];
    int[] result = new int[date ? rows : 0];
    for (int i = 0; i < rows; i++) {
      if (!valid(arguments, i)) {
        continue;
      }
      long shift = back ? -by[i] : by[i];
      long day = months ? Calendar.plusMonths(days[i], checkMonths(shift)) : days[i];
      long rest = months ? 0 : shift;
      if (date) {
        result[i] = TimeRange.date(day + Math.floorDiv(rest, DAY));
      } else {
        micros[i] = TimeRange.timestamp(day, rest, DAY);
      }
    }
    long[] validity = Nulls.strict(arguments, rows);
    return date ? new IntColumn(rows, result, validity) : new LongColumn(rows, micros, validity);
  }

  private static long checkMonths(long months) {
    if (Math.abs(months) > 1L << 36) {
      throw Failure.date("interval of " + months + " months is out of range");
    }
    return months;
  }

  private static FlatColumn addMonths(
      FlatColumn[] arguments, int rows, boolean back, long unitsPerDay) {
    long[] points = Storage.longs(arguments[0]);
    long[] by = Storage.longs(arguments[1]);
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (valid(arguments, i)) {
        long day = Math.floorDiv(points[i], unitsPerDay);
        long moved = Calendar.plusMonths(day, checkMonths(back ? -by[i] : by[i]));
        result[i] = TimeRange.timestamp(moved, points[i] - day * unitsPerDay, unitsPerDay);
      }
    }
    return new LongColumn(rows, result, Nulls.strict(arguments, rows));
  }

  private static FlatColumn addMicros(
      FlatColumn[] arguments, int rows, boolean back, long unitsPerMicro) {
    long[] points = Storage.longs(arguments[0]);
    long[] by = Storage.longs(arguments[1]);
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (valid(arguments, i)) {
        long shift = back ? -by[i] : by[i];
        result[i] = TimeRange.timestamp(shift, points[i], unitsPerMicro);
      }
    }
    return new LongColumn(rows, result, Nulls.strict(arguments, rows));
  }

  /// DATE - DATE: days.
  public static FlatColumn daysBetween(FlatColumn[] arguments, int rows) {
    int[] a = Storage.ints(arguments[0]);
    int[] b = Storage.ints(arguments[1]);
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = (long) a[i] - b[i];
    }
    return new LongColumn(rows, result, Nulls.strict(arguments, rows));
  }

  /// Micros between two times or timestamps.
  public static Kernel between(DataType type) {
    long unitsPerMicro = type instanceof TimestampType t && t.isNanos() ? 1000 : 1;
    return (arguments, rows) -> {
      long[] a = Storage.longs(arguments[0]);
      long[] b = Storage.longs(arguments[1]);
      long[] result = new long[rows];
      for (int i = 0; i < rows; i++) {
        if (valid(arguments, i)) {
          long difference = a[i] - b[i];
          if (((a[i] ^ b[i]) & (a[i] ^ difference)) < 0) {
            throw Failure.date("the interval between the timestamps is out of range");
          }
          result[i] = difference / unitsPerMicro;
        }
      }
      return new LongColumn(rows, result, Nulls.strict(arguments, rows));
    };
  }

  /// DATE + TIME.
  public static FlatColumn dateAndTime(FlatColumn[] arguments, int rows) {
    int[] days = Storage.ints(arguments[0]);
    long[] times = Storage.longs(arguments[1]);
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (valid(arguments, i)) {
        result[i] = TimeRange.timestamp(days[i], times[i], DAY);
      }
    }
    return new LongColumn(rows, result, Nulls.strict(arguments, rows));
  }
}
