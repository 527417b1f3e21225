package io.thalweg.exec.kernel.time;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.kernel.BytesBuilder;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import org.jspecify.annotations.Nullable;

/// `to_char`, `to_date` and `to_timestamp`. A kernel remembers its last pattern: used by one thread
/// at a time.
public final class PatternKernels {
  private @Nullable DatePattern last;

  private PatternKernels() {}

  private DatePattern pattern(FlatColumn patterns, int row) {
    String text = Storage.bytes(patterns).string(row);
    DatePattern known = last;
    if (known == null || !known.pattern().equals(text)) {
      known = new DatePattern(text);
      last = known;
    }
    return known;
  }

  /// A fresh kernel of (DATE or TIMESTAMP, pattern).
  public static Kernel toChar(DataType type) {
    PatternKernels state = new PatternKernels();
    TimestampType timestamp = type instanceof TimestampType t ? t : null;
    return (arguments, rows) -> {
      long[] validity = Nulls.strict(arguments, rows);
      BytesBuilder out = new BytesBuilder(rows, rows * 10);
      for (int i = 0; i < rows; i++) {
        if (Bits.isValid(validity, i)) {
          long micros = 0;
          long day;
          if (timestamp == null) {
            day = Storage.ints(arguments[0])[i];
          } else {
            long units = Storage.longs(arguments[0])[i];
            long all = timestamp.isNanos() ? Math.floorDiv(units, 1000L) : units;
            day = Math.floorDiv(all, Calendar.MICROS_PER_DAY);
            micros = all - day * Calendar.MICROS_PER_DAY;
          }
          out.append(state.pattern(arguments[1], i).format(day, micros));
        }
        out.endRow();
      }
      return out.build(validity);
    };
  }

  /// A fresh kernel of (text, pattern) for DATE.
  public static Kernel toDate() {
    PatternKernels state = new PatternKernels();
    return (arguments, rows) -> {
      BytesColumn text = Storage.bytes(arguments[0]);
      long[] validity = Nulls.strict(arguments, rows);
      int[] result = new int[rows];
      for (int i = 0; i < rows; i++) {
        if (Bits.isValid(validity, i)) {
          result[i] = TimeRange.date(state.pattern(arguments[1], i).parse(text.string(i)).day());
        }
      }
      return new IntColumn(rows, result, validity);
    };
  }

  /// A fresh kernel of (text, pattern) for TIMESTAMP WITH TIME ZONE, read in UTC.
  public static Kernel toTimestamp() {
    PatternKernels state = new PatternKernels();
    return (arguments, rows) -> {
      BytesColumn text = Storage.bytes(arguments[0]);
      long[] validity = Nulls.strict(arguments, rows);
      long[] result = new long[rows];
      for (int i = 0; i < rows; i++) {
        if (Bits.isValid(validity, i)) {
          DatePattern.Point point = state.pattern(arguments[1], i).parse(text.string(i));
          result[i] = TimeRange.timestamp(point.day(), point.micros(), Calendar.MICROS_PER_DAY);
        }
      }
      return new LongColumn(rows, result, validity);
    };
  }
}
