package io.thalweg.exec.kernel.cast;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.time.Calendar;
import org.jspecify.annotations.Nullable;

/// Between dates, times, timestamps and intervals. The session's zone is UTC.
final class TimeCasts {
  private static final long DAY = 86_400L;

  private TimeCasts() {}

  static @Nullable Kernel of(DataType from, DataType to) {
    if (from == SimpleType.DATE && to instanceof TimestampType timestamp) {
      return (arguments, rows) -> dateToTimestamp(arguments[0], timestamp, rows);
    }
    if (from instanceof TimestampType timestamp) {
      return ofTimestamp(timestamp, to);
    }
    if (from == SimpleType.TIME && to == IntervalType.DAY_TIME) {
      return (arguments, rows) -> arguments[0];
    }
    return from == IntervalType.DAY_TIME && to == SimpleType.TIME ? TimeCasts::timeOfDay : null;
  }

  private static FlatColumn dateToTimestamp(FlatColumn column, TimestampType type, int rows) {
    int[] days = Storage.ints(column);
    long unitsPerDay = DAY * type.unitsPerSecond();
    long limit = Long.MAX_VALUE / unitsPerDay;
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      if ((days[i] > limit || days[i] < -limit) && !column.isNull(i)) {
        throw Failure.date("day " + days[i] + " from 1970-01-01 is out of range of " + type.sql());
      }
      result[i] = days[i] * unitsPerDay;
    }
    return new LongColumn(rows, result, column.validity());
  }

  private static @Nullable Kernel ofTimestamp(TimestampType from, DataType to) {
    if (to instanceof TimestampType target) {
      return precision(from, target);
    }
    if (to == SimpleType.DATE) {
      long unitsPerDay = DAY * from.unitsPerSecond();
      return (arguments, rows) -> toDates(arguments[0], unitsPerDay, rows);
    }
    if (to == SimpleType.TIME) {
      long unitsPerMicro = from.isNanos() ? 1000 : 1;
      return (arguments, rows) -> toTimes(arguments[0], unitsPerMicro, rows);
    }
    return null;
  }

  private static FlatColumn toDates(FlatColumn column, long unitsPerDay, int rows) {
    long[] values = Storage.longs(column);
    int[] result = new int[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = (int) Math.floorDiv(values[i], unitsPerDay);
    }
    return new IntColumn(rows, result, column.validity());
  }

  private static FlatColumn toTimes(FlatColumn column, long unitsPerMicro, int rows) {
    long[] values = Storage.longs(column);
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      long micros = Math.floorDiv(values[i], unitsPerMicro);
      result[i] = Math.floorMod(micros, Calendar.MICROS_PER_DAY);
    }
    return new LongColumn(rows, result, column.validity());
  }

  private static FlatColumn timeOfDay(FlatColumn[] arguments, int rows) {
    return toTimes(arguments[0], 1, rows);
  }

  /// Rounds to the digits of `to`, half up, and changes the unit.
  private static Kernel precision(TimestampType from, TimestampType to) {
    int digits = from.isNanos() ? 9 : 6;
    long step = power(digits - Math.min(to.precision(), digits));
    long multiply = to.isNanos() && !from.isNanos() ? 1000 : 1;
    long divide = from.isNanos() && !to.isNanos() ? 1000 : 1;
    long limit = Long.MAX_VALUE / multiply;
    return (arguments, rows) -> {
      long[] values = Storage.longs(arguments[0]);
      long[] result = new long[rows];
      for (int i = 0; i < rows; i++) {
        long value = values[i];
        if ((value > limit - step || value < step - limit) && !arguments[0].isNull(i)) {
          throw Failure.date("timestamp " + value + " (units) is out of range of " + to.sql());
        }
        long rounded = step == 1 ? value : Math.floorDiv(value + step / 2, step) * step;
        result[i] = rounded * multiply / divide;
      }
      return new LongColumn(rows, result, arguments[0].validity());
    };
  }

  private static long power(int digits) {
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= 10;
    }
    return power;
  }
}
