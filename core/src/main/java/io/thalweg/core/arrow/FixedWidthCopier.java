package io.thalweg.core.arrow;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.DecimalType;
import java.lang.foreign.MemorySegment;
import java.util.UUID;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.IntervalDayVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/// Copies vectors with a fixed number of bytes per row, converting units where SQL keeps another
/// one. Stateless.
final class FixedWidthCopier {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private FixedWidthCopier() {}

  static FlatColumn copy(BaseFixedWidthVector vector, long @Nullable [] validity) {
    int rows = vector.getValueCount();
    return switch (vector.getField().getType()) {
      case ArrowType.Int type -> integers(vector, type, validity);
      case ArrowType.FloatingPoint type -> floats(vector, type, validity);
      case ArrowType.Decimal type -> decimals(vector, type, validity);
      case ArrowType.Date type ->
          type.getUnit() == DateUnit.DAY
              ? new IntColumn(rows, ints(vector), validity)
              : new IntColumn(rows, days(longs(vector)), validity);
      case ArrowType.Time type ->
          new LongColumn(
              rows,
              micros(
                  vector,
                  type.getBitWidth() == 32 ? widen(ints(vector)) : longs(vector),
                  type.getUnit()),
              validity);
      case ArrowType.Timestamp type ->
          new LongColumn(
              rows,
              type.getUnit() == TimeUnit.NANOSECOND
                  ? longs(vector)
                  : micros(vector, longs(vector), type.getUnit()),
              validity);
      case ArrowType.Duration type ->
          new LongColumn(rows, micros(vector, longs(vector), type.getUnit()), validity);
      case ArrowType.Interval type -> intervals(vector, type, validity);
      default ->
          throw ArrowTypes.unsupported(vector.getField().getType(), vector.getField().getName());
    };
  }

  private static FlatColumn integers(
      BaseFixedWidthVector vector, ArrowType.Int type, long @Nullable [] validity) {
    int rows = vector.getValueCount();
    MemorySegment source = data(vector);
    return switch (type.getBitWidth()) {
      case 8 -> {
        int[] values = new int[rows];
        int mask = type.getIsSigned() ? -1 : 0xFF;
        for (int i = 0; i < rows; i++) {
          values[i] = source.get(Segments.BYTE, i) & mask;
        }
        yield new IntColumn(rows, values, validity);
      }
      case 16 -> {
        int[] values = new int[rows];
        int mask = type.getIsSigned() ? -1 : 0xFFFF;
        for (int i = 0; i < rows; i++) {
          values[i] = source.get(Segments.SHORT, 2L * i) & mask;
        }
        yield new IntColumn(rows, values, validity);
      }
      case 32 ->
          type.getIsSigned()
              ? new IntColumn(rows, ints(vector), validity)
              : new LongColumn(rows, unsigned(ints(vector)), validity);
      default ->
          type.getIsSigned()
              ? new LongColumn(rows, longs(vector), validity)
              : new Int128Column(rows, new long[rows], longs(vector), validity);
    };
  }

  private static FlatColumn floats(
      BaseFixedWidthVector vector, ArrowType.FloatingPoint type, long @Nullable [] validity) {
    int rows = vector.getValueCount();
    double[] values = new double[rows];
    MemorySegment source = data(vector);
    if (type.getPrecision() == FloatingPointPrecision.DOUBLE) {
      MemorySegment.copy(source, Segments.DOUBLE, 0, values, 0, rows);
    } else if (vector instanceof Float2Vector) {
      for (int i = 0; i < rows; i++) {
        values[i] = Float.float16ToFloat(source.get(Segments.SHORT, 2L * i));
      }
    } else {
      for (int i = 0; i < rows; i++) {
        values[i] = source.get(Segments.FLOAT, 4L * i);
      }
    }
    return new DoubleColumn(rows, values, validity);
  }

  private static FlatColumn decimals(
      BaseFixedWidthVector vector, ArrowType.Decimal type, long @Nullable [] validity) {
    if (!(vector instanceof DecimalVector)) {
      throw ArrowTypes.unsupported(type, vector.getField().getName());
    }
    int rows = vector.getValueCount();
    MemorySegment source = data(vector);
    long[] low = new long[rows];
    if (type.getPrecision() <= DecimalType.MAX_LONG_PRECISION) {
      for (int i = 0; i < rows; i++) {
        low[i] = source.get(Segments.LONG, 16L * i);
      }
      return new LongColumn(rows, low, validity);
    }
    long[] high = new long[rows];
    for (int i = 0; i < rows; i++) {
      low[i] = source.get(Segments.LONG, 16L * i);
      high[i] = source.get(Segments.LONG, 16L * i + 8);
    }
    return new Int128Column(rows, high, low, validity);
  }

  private static FlatColumn intervals(
      BaseFixedWidthVector vector, ArrowType.Interval type, long @Nullable [] validity) {
    int rows = vector.getValueCount();
    if (type.getUnit() == IntervalUnit.YEAR_MONTH) {
      return new LongColumn(rows, widen(ints(vector)), validity);
    }
    MemorySegment source = data(vector);
    long[] micros = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (vector.isNull(i)) {
        continue;
      }
      if (type.getUnit() == IntervalUnit.DAY_TIME) {
        micros[i] =
            source.get(Segments.INT, (long) IntervalDayVector.TYPE_WIDTH * i) * MICROS_PER_DAY
                + source.get(Segments.INT, (long) IntervalDayVector.TYPE_WIDTH * i + 4) * 1000L;
      } else {
        long at = (long) IntervalMonthDayNanoVector.TYPE_WIDTH * i;
        if (source.get(Segments.INT, at) != 0) {
          throw new ThalwegException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "column '"
                  + vector.getField().getName()
                  + "' holds an interval of months and days;"
                  + " SQL keeps months and days apart, so write them as two columns");
        }
        micros[i] =
            source.get(Segments.INT, at + 4) * MICROS_PER_DAY
                + source.get(Segments.LONG, at + 8) / 1000;
      }
    }
    return new LongColumn(rows, micros, validity);
  }

  static FlatColumn uuids(FixedSizeBinaryVector vector, long @Nullable [] validity) {
    int rows = vector.getValueCount();
    MemorySegment source = data(vector);
    long[] high = new long[rows];
    long[] low = new long[rows];
    for (int i = 0; i < rows; i++) {
      high[i] = Long.reverseBytes(source.get(Segments.LONG, 16L * i));
      low[i] = Long.reverseBytes(source.get(Segments.LONG, 16L * i + 8));
    }
    return new Int128Column(rows, high, low, validity);
  }

  /// UUIDs from their text.
  static FlatColumn uuids(BytesColumn text, String name) {
    int rows = text.length();
    long[] high = new long[rows];
    long[] low = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (text.isNull(i)) {
        continue;
      }
      try {
        UUID uuid = UUID.fromString(text.string(i));
        high[i] = uuid.getMostSignificantBits();
        low[i] = uuid.getLeastSignificantBits();
      } catch (IllegalArgumentException e) {
        throw new ThalwegException(
            ErrorCode.INVALID_CAST,
            "column '" + name + "' has '" + text.string(i) + "', which is no UUID",
            e);
      }
    }
    return new Int128Column(rows, high, low, text.validity());
  }

  private static MemorySegment data(BaseFixedWidthVector vector) {
    long bytes = (long) vector.getValueCount() * vector.getTypeWidth();
    return Segments.of(vector.getDataBuffer(), bytes);
  }

  private static int[] ints(BaseFixedWidthVector vector) {
    int[] values = new int[vector.getValueCount()];
    MemorySegment.copy(data(vector), Segments.INT, 0, values, 0, values.length);
    return values;
  }

  private static long[] longs(BaseFixedWidthVector vector) {
    long[] values = new long[vector.getValueCount()];
    MemorySegment.copy(data(vector), Segments.LONG, 0, values, 0, values.length);
    return values;
  }

  private static long[] widen(int[] values) {
    long[] wide = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static long[] unsigned(int[] values) {
    long[] wide = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = Integer.toUnsignedLong(values[i]);
    }
    return wide;
  }

  private static int[] days(long[] millis) {
    int[] days = new int[millis.length];
    for (int i = 0; i < millis.length; i++) {
      days[i] = (int) Math.floorDiv(millis[i], 86_400_000L);
    }
    return days;
  }

  /// `values` in units of `unit`, changed in place to micros.
  private static long[] micros(BaseFixedWidthVector vector, long[] values, TimeUnit unit) {
    switch (unit) {
      case SECOND -> scale(vector, values, 1_000_000L);
      case MILLISECOND -> scale(vector, values, 1000L);
      case MICROSECOND -> {
        // The unit SQL keeps.
      }
      case NANOSECOND -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = Math.floorDiv(values[i], 1000L);
        }
      }
    }
    return values;
  }

  private static void scale(BaseFixedWidthVector vector, long[] values, long factor) {
    long bound = Long.MAX_VALUE / factor;
    for (int i = 0; i < values.length; i++) {
      if ((values[i] > bound || values[i] < -bound) && !vector.isNull(i)) {
        throw new ThalwegException(
            ErrorCode.DATETIME_OUT_OF_RANGE,
            "column '"
                + vector.getField().getName()
                + "' has the time "
                + values[i]
                + " in units of "
                + vector.getField().getType()
                + ", too far away for micros");
      }
      values[i] *= factor;
    }
  }
}
