package io.thalweg.core.data;

import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
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
import org.jspecify.annotations.Nullable;

/// Reads single rows of columns as the Java forms of [Values]. Slow; for edges and tests.
public final class ColumnValues {
  private static final long MICROS = 1_000_000L;

  private ColumnValues() {}

  /// The value of `row` of a column of type `type`; null is SQL NULL.
  public static @Nullable Object get(DataType type, Column column, int row) {
    return switch (column) {
      case ConstantColumn constant -> get(type, constant.value(), 0);
      case DictionaryColumn dictionary ->
          dictionary.isNull(row) ? null : get(type, dictionary.values(), dictionary.ids()[row]);
      case FlatColumn flat -> flat.isNull(row) ? null : flatValue(type, flat, row);
    };
  }

  private static Object flatValue(DataType type, FlatColumn column, int row) {
    return switch (column) {
      case BooleanColumn booleans -> booleans.value(row);
      case IntColumn ints -> ofInt(type, ints.values()[row]);
      case LongColumn longs -> ofLong(type, longs.values()[row]);
      case DoubleColumn doubles -> doubles.values()[row];
      case BytesColumn bytes -> ofBytes(type, bytes, row);
      case Int128Column wide -> ofInt128(type, wide, row);
      case ArrayColumn array -> ofArray(type, array, row);
      case RowColumn children -> ofRow((RowType) type, children, row);
      case NullColumn _ -> throw new IllegalStateException("a NULL column has no values");
    };
  }

  private static Object ofInt(DataType type, int value) {
    return type == SimpleType.DATE ? LocalDate.ofEpochDay(value) : Integer.valueOf(value);
  }

  private static Object ofLong(DataType type, long value) {
    return switch (type) {
      case DecimalType decimal -> BigDecimal.valueOf(value, decimal.scale());
      case TimestampType timestamp -> ofTimestamp(timestamp, value);
      case IntervalType interval ->
          interval == IntervalType.YEAR_MONTH
              ? Period.ofMonths(Math.toIntExact(value))
              : Duration.ofSeconds(
                  Math.floorDiv(value, MICROS), Math.floorMod(value, MICROS) * 1000L);
      case SimpleType simple ->
          simple == SimpleType.TIME ? LocalTime.ofNanoOfDay(value * 1000L) : Long.valueOf(value);
      case ArrayType _, MapType _, RowType _ -> throw mismatch(type);
    };
  }

  private static Object ofTimestamp(TimestampType type, long value) {
    long units = type.unitsPerSecond();
    long second = Math.floorDiv(value, units);
    int nanos = (int) (Math.floorMod(value, units) * (1_000_000_000L / units));
    return type.withTimeZone()
        ? Instant.ofEpochSecond(second, nanos)
        : LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC);
  }

  private static Object ofBytes(DataType type, BytesColumn column, int row) {
    if (type != SimpleType.VARBINARY) {
      return column.string(row);
    }
    int from = column.offsets()[row];
    return ByteBuffer.wrap(column.bytes(), from, column.offsets()[row + 1] - from)
        .slice()
        .asReadOnlyBuffer();
  }

  private static Object ofInt128(DataType type, Int128Column column, int row) {
    if (type instanceof DecimalType decimal) {
      BigInteger unscaled = column.value(row);
      return new BigDecimal(unscaled, decimal.scale());
    }
    return new UUID(column.high()[row], column.low()[row]);
  }

  private static Object ofArray(DataType type, ArrayColumn column, int row) {
    int from = column.offsets()[row];
    int to = column.offsets()[row + 1];
    if (type instanceof MapType map) {
      Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
      for (int i = from; i < to; i++) {
        if (get(map.entryType(), column.elements(), i) instanceof List<?> entry) {
          entries.put(entry.get(0), entry.get(1));
        }
      }
      return entries;
    }
    DataType element = ((ArrayType) type).element();
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = from; i < to; i++) {
      values.add(get(element, column.elements(), i));
    }
    return values;
  }

  private static Object ofRow(RowType type, RowColumn column, int row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < type.fields().size(); i++) {
      values.add(get(type.fields().get(i).type(), column.children().get(i), row));
    }
    return values;
  }

  private static IllegalStateException mismatch(DataType type) {
    return new IllegalStateException("column does not hold " + type.sql());
  }
}
