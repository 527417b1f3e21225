package io.thalweg.jdbc;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/// Reads one cell of an Arrow vector as a Java value: Boolean, Integer (up to 32 bits), Long,
/// Double, BigDecimal, String, byte[], LocalDate, LocalTime, LocalDateTime, Instant, Period,
/// Duration, UUID, List or Map.
final class ArrowValues {
  private static final int UUID_BYTES = 16;

  private ArrowValues() {}

  static @Nullable Object read(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    @Nullable Object number = readNumber(vector, row);
    if (number != null) {
      return number;
    }
    if (vector instanceof VarCharVector) {
      byte[] bytes = ((VarCharVector) vector).get(row);
      return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }
    if (vector instanceof VarBinaryVector) {
      return ((VarBinaryVector) vector).get(row);
    }
    if (vector instanceof FixedSizeBinaryVector) {
      return fixedBytes(((FixedSizeBinaryVector) vector).get(row));
    }
    if (vector instanceof MapVector) {
      return map((MapVector) vector, row);
    }
    if (vector instanceof ListVector) {
      return list((ListVector) vector, row);
    }
    if (vector instanceof StructVector) {
      return struct((StructVector) vector, row);
    }
    return readTemporal(vector, row);
  }

  private static @Nullable Object readNumber(FieldVector vector, int row) {
    if (vector instanceof BigIntVector) {
      return ((BigIntVector) vector).get(row);
    }
    if (vector instanceof IntVector) {
      return ((IntVector) vector).get(row);
    }
    if (vector instanceof Float8Vector) {
      return ((Float8Vector) vector).get(row);
    }
    if (vector instanceof DecimalVector) {
      return ((DecimalVector) vector).getObject(row);
    }
    if (vector instanceof BitVector) {
      return ((BitVector) vector).get(row) != 0;
    }
    if (vector instanceof TinyIntVector) {
      return (int) ((TinyIntVector) vector).get(row);
    }
    if (vector instanceof SmallIntVector) {
      return (int) ((SmallIntVector) vector).get(row);
    }
    if (vector instanceof Float4Vector) {
      return Double.valueOf(Float.toString(((Float4Vector) vector).get(row)));
    }
    return null;
  }

  private static Object readTemporal(FieldVector vector, int row) {
    if (vector instanceof DateDayVector) {
      return LocalDate.ofEpochDay(((DateDayVector) vector).get(row));
    }
    if (vector instanceof TimeMicroVector) {
      return LocalTime.ofNanoOfDay(((TimeMicroVector) vector).get(row) * 1000L);
    }
    if (vector instanceof TimeStampVector) {
      ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
      return timestamp(((TimeStampVector) vector).get(row), type);
    }
    if (vector instanceof IntervalYearVector) {
      return Period.ofMonths(IntervalYearVector.getTotalMonths(vector.getDataBuffer(), row));
    }
    if (vector instanceof DurationVector) {
      return ((DurationVector) vector).getObject(row);
    }
    Object other = vector.getObject(row);
    return other == null ? "" : other.toString();
  }

  private static Object timestamp(long value, ArrowType.Timestamp type) {
    long units = unitsPerSecond(type.getUnit());
    long second = Math.floorDiv(value, units);
    int nanos = (int) (Math.floorMod(value, units) * (1_000_000_000L / units));
    return type.getTimezone() == null
        ? LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC)
        : Instant.ofEpochSecond(second, nanos);
  }

  private static long unitsPerSecond(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 1L;
      case MILLISECOND -> 1_000L;
      case MICROSECOND -> 1_000_000L;
      case NANOSECOND -> 1_000_000_000L;
    };
  }

  private static Object fixedBytes(byte[] bytes) {
    if (bytes.length != UUID_BYTES) {
      return bytes;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static List<@Nullable Object> list(ListVector vector, int row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
      values.add(read(vector.getDataVector(), i));
    }
    return values;
  }

  private static Map<@Nullable Object, @Nullable Object> map(MapVector vector, int row) {
    StructVector entries = (StructVector) vector.getDataVector();
    List<FieldVector> columns = entries.getChildrenFromFields();
    Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
      values.put(read(columns.get(0), i), read(columns.get(1), i));
    }
    return values;
  }

  private static Map<String, @Nullable Object> struct(StructVector vector, int row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (FieldVector child : vector.getChildrenFromFields()) {
      values.put(child.getName(), read(child, row));
    }
    return values;
  }
}
