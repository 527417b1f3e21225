package io.thalweg.exec.kernel.nested;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.cast.CastKernels;
import io.thalweg.exec.kernel.time.Shifts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// `generate_series`: arrays from a start to a stop.
public final class Series {
  /// Elements in the arrays of one batch.
  private static final int MAX_ELEMENTS = 1 << 26;

  private Series() {}

  /// The value behind `value` in steps of row `row`.
  private interface Step {
    long next(long value, int row, long count);
  }

  /// A kernel of (start, stop [, step]).
  ///
  /// @param start the type of start and stop
  /// @param step the type of the step; null when there is none
  public static Kernel of(DataType start, @Nullable DataType step, ArrayType result) {
    if (start == SimpleType.BIGINT) {
      return Series::numbers;
    }
    Kernel toTimestamp = CastKernels.of(start, result.element());
    TimestampType timestamp = (TimestampType) result.element();
    return (arguments, rows) -> {
      FlatColumn[] points = arguments.clone();
      for (int i = 0; i < 2; i++) {
        points[i] = toTimestamp.apply(new FlatColumn[] {arguments[i]}, rows);
      }
      return times(points, timestamp, step, rows);
    };
  }

  private static FlatColumn numbers(FlatColumn[] arguments, int rows) {
    long[] steps = arguments.length > 2 ? Storage.longs(arguments[2]) : new long[0];
    return collect(
        arguments,
        rows,
        row -> arguments.length > 2 ? steps[row] : 1,
        (value, row, count) -> Math.addExact(value, arguments.length > 2 ? steps[row] : 1));
  }

  /// Each point is reckoned from the start, so that months keep their day where they have it.
  private static FlatColumn times(
      FlatColumn[] points, TimestampType type, @Nullable DataType step, int rows) {
    DataType interval = step == null ? SimpleType.BIGINT : step;
    Kernel shift = Shifts.shift(type, interval, type, false);
    long[] starts = Storage.longs(points[0]);
    long[] steps = Storage.longs(points[2]);
    return collect(
        points,
        rows,
        row -> steps[row],
        (value, row, count) -> {
          FlatColumn[] one = {
            new LongColumn(1, new long[] {starts[row]}, null),
            new LongColumn(1, new long[] {Math.multiplyExact(steps[row], count)}, null)
          };
          return Storage.longs(shift.apply(one, 1))[0];
        });
  }

  private static FlatColumn collect(
      FlatColumn[] arguments, int rows, java.util.function.IntToLongFunction sign, Step step) {
    long[] validity = Nulls.strict(arguments, rows);
    long[] starts = Storage.longs(arguments[0]);
    long[] stops = Storage.longs(arguments[1]);
    long[] values = new long[16];
    int[] offsets = new int[rows + 1];
    int size = 0;
    for (int i = 0; i < rows; i++) {
      if (Bits.isValid(validity, i)) {
        long direction = sign.applyAsLong(i);
        if (direction == 0) {
          throw Failure.argument("generate_series with the step 0 has no end");
        }
        long value = starts[i];
        for (long n = 1; direction > 0 ? value <= stops[i] : value >= stops[i]; n++) {
          if (size == values.length) {
            values = Arrays.copyOf(values, grown(size));
          }
          values[size++] = value;
          try {
            value = step.next(value, i, n);
          } catch (ArithmeticException e) {
            break;
          }
        }
      }
      offsets[i + 1] = size;
    }
    return new ArrayColumn(rows, offsets, new LongColumn(size, values, null), validity);
  }

  private static int grown(int size) {
    if (size >= MAX_ELEMENTS) {
      throw Failure.argument(
          "generate_series makes more than " + MAX_ELEMENTS + " values; use a longer step");
    }
    return Math.min(MAX_ELEMENTS, size * 2);
  }
}
