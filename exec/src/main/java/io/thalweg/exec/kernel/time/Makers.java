package io.thalweg.exec.kernel.time;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;

/// Dates and timestamps out of numbers.
public final class Makers {
  private static final long MAX_YEAR = 5_000_000;
  private static final long MICROS = Calendar.MICROS_PER_SECOND;

  private Makers() {}

  /// (year, month, day).
  public static FlatColumn date(FlatColumn[] arguments, int rows) {
    long[] validity = Nulls.strict(arguments, rows);
    int[] result = new int[rows];
    for (int i = 0; i < rows; i++) {
      if (Bits.isValid(validity, i)) {
        result[i] = TimeRange.date(day(arguments, i));
      }
    }
    return new IntColumn(rows, result, validity);
  }

  private static long day(FlatColumn[] arguments, int row) {
    long year = Storage.longs(arguments[0])[row];
    long month = Storage.longs(arguments[1])[row];
    long day = Storage.longs(arguments[2])[row];
    if (Math.abs(year) > MAX_YEAR
        || month < 1
        || month > 12
        || day < 1
        || day > Calendar.daysOfMonth(year, (int) month)) {
      throw Failure.date("there is no date " + year + "-" + month + "-" + day);
    }
    return Calendar.toDays(year, (int) month, (int) day);
  }

  /// (year, month, day, hour, minute, second DOUBLE).
  public static FlatColumn timestamp(FlatColumn[] arguments, int rows) {
    long[] validity = Nulls.strict(arguments, rows);
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (Bits.isValid(validity, i)) {
        long hour = Storage.longs(arguments[3])[i];
        long minute = Storage.longs(arguments[4])[i];
        double second = Storage.doubles(arguments[5])[i];
        boolean inDay = hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
        if (!inDay || !(second >= 0 && second < 60)) {
          throw Failure.date("there is no time " + hour + ":" + minute + ":" + second);
        }
        long micros = (hour * 60 + minute) * 60 * MICROS + Math.round(second * MICROS);
        result[i] = TimeRange.timestamp(day(arguments, i), micros, Calendar.MICROS_PER_DAY);
      }
    }
    return new LongColumn(rows, result, validity);
  }

  /// Milliseconds since 1970.
  public static FlatColumn ofMillis(FlatColumn[] arguments, int rows) {
    long[] millis = Storage.longs(arguments[0]);
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (!arguments[0].isNull(i)) {
        result[i] = TimeRange.timestamp(millis[i], 0, 1_000);
      }
    }
    return new LongColumn(rows, result, arguments[0].validity());
  }

  /// Seconds since 1970 as DOUBLE.
  public static FlatColumn ofSeconds(FlatColumn[] arguments, int rows) {
    double[] seconds = Storage.doubles(arguments[0]);
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (!arguments[0].isNull(i)) {
        double micros = Math.rint(seconds[i] * MICROS);
        if (!(Math.abs(micros) < 0x1p63)) {
          throw Failure.date("timestamp out of range: " + seconds[i] + " seconds from 1970");
        }
        result[i] = (long) micros;
      }
    }
    return new LongColumn(rows, result, arguments[0].validity());
  }
}
