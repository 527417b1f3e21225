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

/// `date_trunc`, `date_diff` and `last_day`.
public final class Truncation {
  private static final long DAY = Calendar.MICROS_PER_DAY;

  private Truncation() {}

  /// The kernel of `date_trunc` for one unit: the start of the unit that holds the argument.
  ///
  /// @param type DATE gives TIMESTAMP, the others themselves
  public static Kernel truncate(TimeUnit unit, DataType type) {
    check(unit);
    if (type == SimpleType.DATE) {
      return (arguments, rows) -> dates(arguments[0], unit, rows);
    }
    if (type instanceof IntervalType interval) {
      long step = interval == IntervalType.YEAR_MONTH ? unit.months() : unit.micros();
      boolean coarser = interval == IntervalType.DAY_TIME && unit.months() > 0;
      return (arguments, rows) -> intervals(arguments[0], coarser ? 0 : Math.max(1, step), rows);
    }
    long unitsPerMicro = ((TimestampType) type).isNanos() ? 1000 : 1;
    return (arguments, rows) -> timestamps(arguments[0], unit, unitsPerMicro, rows);
  }

  private static void check(TimeUnit unit) {
    if (unit.months() == 0 && unit.micros() == 0) {
      throw Failure.argument(unit + " is a field and no length of time; write year, month, day, …");
    }
  }

  private static FlatColumn dates(FlatColumn column, TimeUnit unit, int rows) {
    int[] days = Storage.ints(column);
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (!column.isNull(i)) {
        result[i] = TimeRange.timestamp(startOfDay(unit, days[i]), 0, DAY);
      }
    }
    return new LongColumn(rows, result, column.validity());
  }

  private static FlatColumn timestamps(
      FlatColumn column, TimeUnit unit, long unitsPerMicro, int rows) {
    long[] points = Storage.longs(column);
    long[] result = new long[rows];
    long step = unit.micros() * unitsPerMicro;
    boolean fine = step > 0 && unit != TimeUnit.WEEK;
    for (int i = 0; i < rows; i++) {
      if (fine) {
        result[i] = points[i] - Math.floorMod(points[i], step);
      } else if (!column.isNull(i)) {
        long day = Math.floorDiv(points[i], DAY * unitsPerMicro);
        result[i] = TimeRange.timestamp(startOfDay(unit, day), 0, DAY * unitsPerMicro);
      }
    }
    return new LongColumn(rows, result, column.validity());
  }

  /// Towards zero; a step of 0 leaves nothing.
  private static FlatColumn intervals(FlatColumn column, long step, int rows) {
    long[] lengths = Storage.longs(column);
    long[] result = new long[rows];
    for (int i = 0; i < rows && step > 0; i++) {
      result[i] = lengths[i] - lengths[i] % step;
    }
    return new LongColumn(rows, result, column.validity());
  }

  /// The first day of the unit that holds `day`.
  private static long startOfDay(TimeUnit unit, long day) {
    if (unit == TimeUnit.WEEK) {
      return day - Calendar.isoDayOfWeek(day) + 1;
    }
    if (unit.months() == 0) {
      return day;
    }
    long fields = Calendar.toFields(day);
    long year = Calendar.year(fields);
    int month = Calendar.month(fields);
    return switch (unit) {
      case MONTH -> Calendar.toDays(year, month, 1);
      case QUARTER -> Calendar.toDays(year, (month - 1) / 3 * 3 + 1, 1);
      case YEAR -> Calendar.toDays(year, 1, 1);
      case DECADE -> Calendar.toDays(Math.floorDiv(year, 10L) * 10, 1, 1);
      case CENTURY -> Calendar.toDays(Math.floorDiv(year - 1, 100L) * 100 + 1, 1, 1);
      default -> Calendar.toDays(Math.floorDiv(year - 1, 1000L) * 1000 + 1, 1, 1);
    };
  }

  /// The kernel of `date_diff` for one unit: how many starts of the unit lie between (from, to).
  public static Kernel difference(TimeUnit unit, DataType type) {
    check(unit);
    if (type == SimpleType.DATE) {
      return (arguments, rows) -> {
        int[] from = Storage.ints(arguments[0]);
        int[] to = Storage.ints(arguments[1]);
        long[] result = new long[rows];
        for (int i = 0; i < rows; i++) {
          result[i] = number(unit, to[i], 0) - number(unit, from[i], 0);
        }
        return new LongColumn(rows, result, Nulls.strict(arguments, rows));
      };
    }
    long unitsPerMicro = ((TimestampType) type).isNanos() ? 1000 : 1;
    return (arguments, rows) -> {
      long[] from = Storage.longs(arguments[0]);
      long[] to = Storage.longs(arguments[1]);
      long[] result = new long[rows];
      for (int i = 0; i < rows; i++) {
        result[i] = number(unit, to[i], unitsPerMicro) - number(unit, from[i], unitsPerMicro);
      }
      return new LongColumn(rows, result, Nulls.strict(arguments, rows));
    };
  }

  /// The number of the unit that holds the point, from any origin.
  ///
  /// @param unitsPerMicro 0 when the point is a day
  private static long number(TimeUnit unit, long point, long unitsPerMicro) {
    long micros = unitsPerMicro == 0 ? 0 : Math.floorDiv(point, unitsPerMicro);
    if (unitsPerMicro > 0 && unit.micros() > 0 && unit.micros() < DAY) {
      return Math.floorDiv(micros, unit.micros());
    }
    long day = unitsPerMicro == 0 ? point : Math.floorDiv(micros, DAY);
    if (unit.months() == 0) {
      return unit == TimeUnit.WEEK
          ? Math.floorDiv(day + 3, 7L)
          : day * (DAY / Math.min(DAY, unit.micros()));
    }
    long fields = Calendar.toFields(day);
    long year = Calendar.year(fields);
    return switch (unit) {
      case MONTH -> year * 12 + Calendar.month(fields);
      case QUARTER -> year * 4 + (Calendar.month(fields) - 1) / 3;
      case YEAR -> year;
      case DECADE -> Math.floorDiv(year, 10L);
      case CENTURY -> Math.floorDiv(year - 1, 100L);
      default -> Math.floorDiv(year - 1, 1000L);
    };
  }

  /// The kernel of `last_day`.
  public static Kernel lastDay(DataType type) {
    long unitsPerDay =
        type instanceof TimestampType timestamp ? 86_400 * timestamp.unitsPerSecond() : 0;
    return (arguments, rows) -> {
      FlatColumn column = arguments[0];
      int[] result = new int[rows];
      for (int i = 0; i < rows; i++) {
        if (!column.isNull(i)) {
          long day =
              unitsPerDay == 0
                  ? Storage.ints(column)[i]
                  : Math.floorDiv(Storage.longs(column)[i], unitsPerDay);
          long fields = Calendar.toFields(day);
          int last = Calendar.daysOfMonth(Calendar.year(fields), Calendar.month(fields));
          result[i] = TimeRange.date(day + last - Calendar.day(fields));
        }
      }
      return new IntColumn(rows, result, column.validity());
    };
  }
}
