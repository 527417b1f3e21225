package io.thalweg.exec.kernel.time;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import java.util.Arrays;

/// `date_bin`, `hop_starts` and `cumulate_ends`: the windows of fixed length that hold a point in
/// time.
///
/// Windows are counted from an origin, the last argument when there is one more than needed,
/// otherwise 1970-01-01.
public final class TimeWindows {
  private static final long NANOS_PER_MICRO = 1000;

  /// Windows that may hold one point.
  private static final int MOST_WINDOWS = 1 << 16;

  private TimeWindows() {}

  /// The kernel of (width, point [, origin]).
  public static Kernel bin(TimestampType type) {
    return (arguments, rows) -> {
      long[] validity = Nulls.strict(arguments, rows);
      long[] widths = Storage.longs(arguments[0]);
      long[] points = Storage.longs(arguments[1]);
      long[] origins = origins(arguments, 2, rows);
      long[] starts = new long[rows];
      for (int i = 0; i < rows; i++) {
        if (Bits.isValid(validity, i)) {
          starts[i] = start(points[i], length(widths[i], type), origins[i]);
        }
      }
      return new LongColumn(rows, starts, validity);
    };
  }

  /// The kernel of (point, slide, size [, origin]): ascending starts of windows of `size` that
  /// begin every `slide`.
  public static Kernel hopStarts(TimestampType type) {
    return arrays(
        type,
        (point, slide, size, origin, out) -> {
          long last = start(point, slide, origin);
          long count = (size - (point - last) + slide - 1) / slide;
          for (long n = Math.max(0, check(count)) - 1; n >= 0; n--) {
            out.add(last - n * slide);
          }
        });
  }

  /// The kernel of (point, step, size [, origin]): ascending ends of the windows that begin
  /// together every `size` and grow by `step`.
  public static Kernel cumulateEnds(TimestampType type) {
    return arrays(
        type,
        (point, step, size, origin, out) -> {
          long start = start(point, size, origin);
          check(size / step);
          for (long end = start + step; end <= start + size; end += step) {
            if (end > point) {
              out.add(end);
            }
          }
        });
  }

  private static long check(long count) {
    if (count > MOST_WINDOWS) {
      throw Failure.argument(
          "more than " + MOST_WINDOWS + " windows would hold each row; use a longer slide or step");
    }
    return count;
  }

  private static long start(long point, long width, long origin) {
    return point - Math.floorMod(point - origin, width);
  }

  /// An interval in the type's units.
  private static long length(long micros, TimestampType type) {
    if (micros <= 0) {
      throw Failure.argument("a window has a length above 0");
    }
    return type.isNanos() ? Math.multiplyExact(micros, NANOS_PER_MICRO) : micros;
  }

  private static long[] origins(FlatColumn[] arguments, int at, int rows) {
    return arguments.length > at ? Storage.longs(arguments[at]) : new long[rows];
  }

  /// The windows of one row.
  private interface Windows {
    void of(long point, long step, long size, long origin, Longs out);
  }

  private static final class Longs {
    private long[] values = new long[64];
    private int size;

    void add(long value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }
  }

  private static Kernel arrays(TimestampType type, Windows windows) {
    return (arguments, rows) -> {
      long[] validity = Nulls.strict(arguments, rows);
      long[] points = Storage.longs(arguments[0]);
      long[] steps = Storage.longs(arguments[1]);
      long[] sizes = Storage.longs(arguments[2]);
      long[] origins = origins(arguments, 3, rows);
      Longs out = new Longs();
      int[] offsets = new int[rows + 1];
      for (int i = 0; i < rows; i++) {
        if (Bits.isValid(validity, i)) {
          windows.of(points[i], length(steps[i], type), length(sizes[i], type), origins[i], out);
        }
        offsets[i + 1] = out.size;
      }
      return new ArrayColumn(rows, offsets, new LongColumn(out.size, out.values, null), validity);
    };
  }
}
