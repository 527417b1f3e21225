package io.thalweg.exec.kernel.time;

import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Storage;

/// `extract`: a field of dates, times, timestamps and intervals.
public final class Fields {
  private static final long MICROS = Calendar.MICROS_PER_SECOND;
  private static final long DAY = Calendar.MICROS_PER_DAY;

  private Fields() {}

  /// The kernel for one field of one type.
  ///
  /// @param result BIGINT, DECIMAL(8, 6) (seconds) or DOUBLE
  public static Kernel extract(TimeUnit field, DataType type, DataType result) {
    if (result == SimpleType.DOUBLE) {
      return asDouble(field, type);
    }
    if (result instanceof DecimalType) {
      Kernel micros = extract(TimeUnit.MICROSECOND, type, SimpleType.BIGINT);
      return micros;
    }
    return switch (type) {
      case SimpleType simple when simple == SimpleType.DATE -> ofDates(field);
      case SimpleType simple when simple == SimpleType.TIME -> ofTimes(field);
      case TimestampType timestamp -> ofTimestamps(field, timestamp.isNanos() ? 1000 : 1);
      case IntervalType interval -> ofIntervals(field, interval);
      default -> throw no(field, type.sql());
    };
  }

  private static Kernel asDouble(TimeUnit field, DataType type) {
    if (field == TimeUnit.EPOCH) {
      return epoch(type);
    }
    if (field == TimeUnit.SECOND || field == TimeUnit.MILLISECOND) {
      double unit = field == TimeUnit.SECOND ? 1e6 : 1e3;
      return toDouble(extract(TimeUnit.MICROSECOND, type, SimpleType.BIGINT), unit);
    }
    return toDouble(extract(field, type, SimpleType.BIGINT), 1);
  }

  private static Kernel epoch(DataType type) {
    return switch (type) {
      case SimpleType simple when simple == SimpleType.DATE ->
          (arguments, rows) -> {
            int[] days = Storage.ints(arguments[0]);
            double[] result = new double[rows];
            for (int i = 0; i < rows; i++) {
              result[i] = days[i] * 86_400.0;
            }
            return new DoubleColumn(rows, result, arguments[0].validity());
          };
      case IntervalType interval when interval == IntervalType.YEAR_MONTH ->
          // PostgreSQL counts a year as 365.25 days and a rest month as 30.
          (arguments, rows) -> {
            long[] months = Storage.longs(arguments[0]);
            double[] result = new double[rows];
            for (int i = 0; i < rows; i++) {
              long years = months[i] / 12;
              result[i] = years * 31_557_600.0 + months[i] % 12 * 2_592_000.0;
            }
            return new DoubleColumn(rows, result, arguments[0].validity());
          };
      case TimestampType timestamp -> toDouble((a, n) -> a[0], timestamp.unitsPerSecond());
      default -> toDouble((a, n) -> a[0], 1e6);
    };
  }

  private static Kernel toDouble(Kernel longs, double unit) {
    return (arguments, rows) -> {
      long[] values = Storage.longs(longs.apply(arguments, rows));
      double[] result = new double[rows];
      for (int i = 0; i < rows; i++) {
        result[i] = values[i] / unit;
      }
      return new DoubleColumn(rows, result, arguments[0].validity());
    };
  }

  private static Kernel ofDates(TimeUnit field) {
    if (field == TimeUnit.YEAR) {
      return Fields::yearsOfDates;
    }
    return (arguments, rows) -> {
      int[] days = Storage.ints(arguments[0]);
      long[] result = new long[rows];
      for (int i = 0; i < rows; i++) {
        result[i] = ofDay(field, days[i]);
      }
      return new LongColumn(rows, result, arguments[0].validity());
    };
  }

  private static FlatColumn yearsOfDates(FlatColumn[] arguments, int rows) {
    int[] days = Storage.ints(arguments[0]);
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = Calendar.year(Calendar.toFields(days[i]));
    }
    return new LongColumn(rows, result, arguments[0].validity());
  }

  private static Kernel ofTimes(TimeUnit field) {
    return (arguments, rows) -> {
      long[] micros = Storage.longs(arguments[0]);
      long[] result = new long[rows];
      for (int i = 0; i < rows; i++) {
        result[i] = ofTime(field, micros[i]);
      }
      return new LongColumn(rows, result, arguments[0].validity());
    };
  }

  private static Kernel ofTimestamps(TimeUnit field, long unitsPerMicro) {
    boolean time = isTimeField(field);
    return (arguments, rows) -> {
      long[] units = Storage.longs(arguments[0]);
      long[] result = new long[rows];
      for (int i = 0; i < rows; i++) {
        long micros = Math.floorDiv(units[i], unitsPerMicro);
        long day = Math.floorDiv(micros, DAY);
        result[i] = time ? ofTime(field, micros - day * DAY) : ofDay(field, day);
      }
      return new LongColumn(rows, result, arguments[0].validity());
    };
  }

  private static boolean isTimeField(TimeUnit field) {
    return switch (field) {
      case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND -> true;
      case MILLENNIUM, CENTURY, DECADE, YEAR, QUARTER, MONTH, WEEK, DAY -> false;
      case DOW, ISODOW, DOY, ISOYEAR, EPOCH -> false;
    };
  }

  /// A field of a date.
  public static long ofDay(TimeUnit field, long day) {
    return switch (field) {
      case YEAR -> Calendar.year(Calendar.toFields(day));
      case QUARTER -> (Calendar.month(Calendar.toFields(day)) + 2) / 3;
      case MONTH -> Calendar.month(Calendar.toFields(day));
      case DAY -> Calendar.day(Calendar.toFields(day));
      case WEEK -> Calendar.isoWeek(day);
      case DOW -> Calendar.isoDayOfWeek(day) % 7;
      case ISODOW -> Calendar.isoDayOfWeek(day);
      case DOY -> Calendar.dayOfYear(day);
      case ISOYEAR -> Calendar.isoYear(day);
      case DECADE -> Math.floorDiv(Calendar.year(Calendar.toFields(day)), 10L);
      case CENTURY -> count(Calendar.year(Calendar.toFields(day)), 100);
      case MILLENNIUM -> count(Calendar.year(Calendar.toFields(day)), 1000);
      case EPOCH -> day * 86_400;
      case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND -> 0;
    };
  }

  /// Centuries begin with the year 1; there is no century 0.
  private static long count(long year, int years) {
    return year > 0 ? (year + years - 1) / years : -((years - year) / years);
  }

  private static long ofTime(TimeUnit field, long micros) {
    return switch (field) {
      case HOUR -> micros / (3_600 * MICROS);
      case MINUTE -> micros / (60 * MICROS) % 60;
      case SECOND -> micros / MICROS % 60;
      case MILLISECOND -> micros / 1000 % 60_000;
      case MICROSECOND -> micros % (60 * MICROS);
      case EPOCH -> micros / MICROS;
      case MILLENNIUM, CENTURY, DECADE, YEAR, QUARTER, MONTH, WEEK, DAY -> throw no(field, "TIME");
      case DOW, ISODOW, DOY, ISOYEAR -> throw no(field, "TIME");
    };
  }

  private static Kernel ofIntervals(TimeUnit field, IntervalType type) {
    boolean months = type == IntervalType.YEAR_MONTH;
    return (arguments, rows) -> {
      long[] values = Storage.longs(arguments[0]);
      long[] result = new long[rows];
      for (int i = 0; i < rows; i++) {
        result[i] = months ? ofMonths(field, values[i]) : ofMicros(field, values[i]);
      }
      return new LongColumn(rows, result, arguments[0].validity());
    };
  }

  private static long ofMonths(TimeUnit field, long months) {
    return switch (field) {
      case MILLENNIUM -> months / 12_000;
      case CENTURY -> months / 1_200;
      case DECADE -> months / 120;
      case YEAR -> months / 12;
      case QUARTER -> months % 12 / 3 + 1;
      case MONTH -> months % 12;
      case WEEK, DAY, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND -> 0;
      case DOW, ISODOW, DOY, ISOYEAR, EPOCH -> throw no(field, IntervalType.YEAR_MONTH.sql());
    };
  }

  private static long ofMicros(TimeUnit field, long micros) {
    return switch (field) {
      case MILLENNIUM, CENTURY, DECADE, YEAR, MONTH -> 0;
      case QUARTER -> 1;
      case DAY -> micros / DAY;
      case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND -> ofTime(field, micros % DAY);
      case EPOCH -> micros / MICROS;
      case WEEK, DOW, ISODOW, DOY, ISOYEAR -> throw no(field, IntervalType.DAY_TIME.sql());
    };
  }

  private static RuntimeException no(TimeUnit field, String type) {
    return Failure.argument("a value of type " + type + " has no field " + field);
  }
}
