package io.thalweg.jdbc.flight;

import io.thalweg.jdbc.spi.BackendException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/// Parameters as the one Arrow row in which they travel.
final class ParameterVectors {
  private ParameterVectors() {}

  /// @throws BackendException PARAMETER_MISMATCH when a value does not fit its field
  static VectorSchemaRoot fill(
      BufferAllocator allocator, Schema schema, List<@Nullable Object> values) {
    VectorSchemaRoot root = VectorSchemaRoot.create(precise(schema), allocator);
    try {
      root.allocateNew();
      for (int i = 0; i < values.size(); i++) {
        set(root.getVector(i), values.get(i), i);
      }
      root.setRowCount(1);
      return root;
    } catch (RuntimeException e) {
      root.close();
      throw e;
    }
  }

  /// Servers may declare timestamps in milliseconds for clients that know nothing finer; this one
  /// sends microseconds.
  private static Schema precise(Schema schema) {
    return new Schema(
        schema.getFields().stream()
            .map(
                field ->
                    field.getType() instanceof ArrowType.Timestamp
                        ? Field.nullable(
                            field.getName(),
                            new ArrowType.Timestamp(
                                TimeUnit.MICROSECOND,
                                ((ArrowType.Timestamp) field.getType()).getTimezone()))
                        : field)
            .collect(Collectors.toList()));
  }

  private static void set(FieldVector vector, @Nullable Object value, int index) {
    if (value == null) {
      vector.setNull(0);
      return;
    }
    try {
      if (!setNumber(vector, value) && !setOther(vector, value)) {
        throw mismatch(vector, value, index, null);
      }
    } catch (ClassCastException | ArithmeticException | NumberFormatException e) {
      throw mismatch(vector, value, index, e);
    }
  }

  private static BackendException mismatch(
      FieldVector vector, Object value, int index, @Nullable Throwable cause) {
    return new BackendException(
        "PARAMETER_MISMATCH",
        "07006",
        "parameter "
            + (index + 1)
            + " is "
            + vector.getField().getType()
            + "; "
            + value
            + " ("
            + value.getClass().getSimpleName()
            + ") does not fit",
        0,
        0,
        cause);
  }

  private static BigDecimal number(Object value) {
    if (value instanceof Boolean) {
      throw new ClassCastException("a boolean is no number");
    }
    return value instanceof BigDecimal ? (BigDecimal) value : new BigDecimal(value.toString());
  }

  private static boolean setNumber(FieldVector vector, Object value) {
    if (vector instanceof BigIntVector) {
      ((BigIntVector) vector).setSafe(0, number(value).longValueExact());
    } else if (vector instanceof IntVector) {
      ((IntVector) vector).setSafe(0, number(value).intValueExact());
    } else if (vector instanceof SmallIntVector) {
      ((SmallIntVector) vector).setSafe(0, number(value).shortValueExact());
    } else if (vector instanceof TinyIntVector) {
      ((TinyIntVector) vector).setSafe(0, number(value).byteValueExact());
    } else if (vector instanceof Float8Vector) {
      ((Float8Vector) vector).setSafe(0, ((Number) value).doubleValue());
    } else if (vector instanceof Float4Vector) {
      ((Float4Vector) vector).setSafe(0, ((Number) value).floatValue());
    } else if (vector instanceof DecimalVector) {
      DecimalVector decimals = (DecimalVector) vector;
      decimals.setSafe(0, number(value).setScale(decimals.getScale(), RoundingMode.UNNECESSARY));
    } else {
      return false;
    }
    return true;
  }

  private static boolean setOther(FieldVector vector, Object value) {
    if (vector instanceof VarCharVector) {
      byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
      ((VarCharVector) vector).setSafe(0, text);
    } else if (vector instanceof BitVector) {
      ((BitVector) vector).setSafe(0, (Boolean) value ? 1 : 0);
    } else if (vector instanceof VarBinaryVector) {
      ((VarBinaryVector) vector).setSafe(0, (byte[]) value);
    } else if (vector instanceof DateDayVector) {
      ((DateDayVector) vector).setSafe(0, Math.toIntExact(date(value).toEpochDay()));
    } else if (vector instanceof TimeMicroVector) {
      ((TimeMicroVector) vector).setSafe(0, ((LocalTime) value).toNanoOfDay() / 1000);
    } else if (vector instanceof TimeStampVector) {
      TimeUnit unit = ((ArrowType.Timestamp) vector.getField().getType()).getUnit();
      ((TimeStampVector) vector).setSafe(0, timestamp(value, unit));
    } else {
      return false;
    }
    return true;
  }

  private static LocalDate date(Object value) {
    return value instanceof LocalDateTime
        ? ((LocalDateTime) value).toLocalDate()
        : (LocalDate) value;
  }

  private static long timestamp(Object value, TimeUnit unit) {
    Instant instant =
        value instanceof LocalDateTime
            ? ((LocalDateTime) value).toInstant(ZoneOffset.UTC)
            : value instanceof LocalDate
                ? ((LocalDate) value).atStartOfDay().toInstant(ZoneOffset.UTC)
                : (Instant) value;
    long nanosPerUnit =
        switch (unit) {
          case SECOND -> 1_000_000_000L;
          case MILLISECOND -> 1_000_000L;
          case MICROSECOND -> 1_000L;
          case NANOSECOND -> 1L;
        };
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L / nanosPerUnit),
        instant.getNano() / nanosPerUnit);
  }
}
