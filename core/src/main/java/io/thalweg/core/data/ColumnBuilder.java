package io.thalweg.core.data;

import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Grows a flat column of one type value by value. For readers of row formats, literals and tests;
/// kernels fill arrays instead. Not thread-safe; used once.
///
/// The `append…` of the wrong layout fails with an `IllegalStateException`.
public final class ColumnBuilder {
  private static final int FIRST_CAPACITY = 16;

  private final DataType type;
  private int length;
  private boolean hasNulls;
  private long[] validity = new long[1];
  private int[] ints = {};
  private long[] longs = {};
  private long[] lows = {};
  private double[] doubles = {};
  private byte[] bytes = {};
  private final List<ColumnBuilder> children = new ArrayList<>();

  public ColumnBuilder(DataType type) {
    this.type = type;
    switch (type) {
      case ArrayType array -> children.add(new ColumnBuilder(array.element()));
      case MapType map -> children.add(new ColumnBuilder(map.entryType()));
      case RowType row ->
          row.fields().forEach(field -> children.add(new ColumnBuilder(field.type())));
      default -> {
        // No children.
      }
    }
    reserve(FIRST_CAPACITY);
  }

  /// A column of one row holding `value`, in the Java form of [Values].
  public static FlatColumn single(DataType type, @Nullable Object value) {
    ColumnBuilder builder = new ColumnBuilder(type);
    builder.append(value);
    return builder.build();
  }

  /// A constant column of `length` rows.
  public static ConstantColumn constant(DataType type, @Nullable Object value, int length) {
    return new ConstantColumn(single(type, value), length);
  }

  /// A column of these values, in the Java form of [Values].
  public static FlatColumn of(DataType type, List<? extends @Nullable Object> values) {
    ColumnBuilder builder = new ColumnBuilder(type);
    values.forEach(builder::append);
    return builder.build();
  }

  public int length() {
    return length;
  }

  public DataType type() {
    return type;
  }

  public void appendNull() {
    reserve(length + 1);
    switch (type.layout()) {
      case BYTES -> ints[length + 1] = ints[length];
      case ARRAY -> ints[length + 1] = ints[length];
      case ROW -> children.forEach(ColumnBuilder::appendNull);
      case BOOLEAN, INT, LONG, DOUBLE, INT128, NONE -> {
        // The arrays are zero there.
      }
    }
    hasNulls = true;
    length++;
  }

  public void appendBoolean(boolean value) {
    next();
    if (value) {
      Bits.set(longs, length - 1);
    }
  }

  public void appendInt(int value) {
    next();
    ints[length - 1] = value;
  }

  public void appendLong(long value) {
    next();
    longs[length - 1] = value;
  }

  public void appendDouble(double value) {
    next();
    doubles[length - 1] = value;
  }

  public void appendInt128(long high, long low) {
    next();
    longs[length - 1] = high;
    lows[length - 1] = low;
  }

  public void appendBytes(byte[] source, int from, int count) {
    next();
    int start = ints[length - 1];
    int end = Math.addExact(start, count);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, grown(bytes.length, end));
    }
    System.arraycopy(source, from, bytes, start, count);
    ints[length] = end;
  }

  /// The builder of an array's elements: append them there, then call [#endArray].
  public ColumnBuilder elements() {
    return children.getFirst();
  }

  /// Makes the elements appended since the last row into the next row.
  public void endArray() {
    next();
    ints[length] = children.getFirst().length;
  }

  /// Appends a value in the Java form of [Values]; null is SQL NULL.
  public void append(@Nullable Object value) {
    if (value == null) {
      appendNull();
      return;
    }
    switch (type.layout()) {
      case BOOLEAN -> appendBoolean((Boolean) value);
      case INT -> appendInt(value instanceof LocalDate d ? (int) d.toEpochDay() : (Integer) value);
      case LONG -> appendLong(toLong(value));
      case DOUBLE -> appendDouble((Double) value);
      case BYTES -> appendBytesValue(value);
      case INT128 -> appendWide(value);
      case ARRAY -> appendArray(value);
      case ROW -> appendRow((List<?>) value);
      case NONE -> throw new IllegalStateException("only NULL has type NULL");
    }
  }

  /// The physical `long` of a value whose type has layout LONG.
  private long toLong(Object value) {
    return switch (value) {
      case Long number -> number;
      case BigDecimal decimal -> {
        DecimalType decimalType = (DecimalType) type;
        yield decimal.setScale(decimalType.scale()).unscaledValue().longValueExact();
      }
      case LocalTime time -> time.toNanoOfDay() / 1000L;
      case LocalDateTime local -> epoch(local.toEpochSecond(ZoneOffset.UTC), local.getNano());
      case Instant instant -> epoch(instant.getEpochSecond(), instant.getNano());
      case Period period -> period.toTotalMonths();
      case Duration duration ->
          Math.addExact(
              Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1000);
      default -> throw new IllegalStateException(value + " is no " + type.sql());
    };
  }

  private long epoch(long second, int nanos) {
    long units = ((io.thalweg.core.type.TimestampType) type).unitsPerSecond();
    return Math.addExact(Math.multiplyExact(second, units), nanos / (1_000_000_000L / units));
  }

  private void appendBytesValue(Object value) {
    byte[] source;
    if (value instanceof ByteBuffer buffer) {
      source = new byte[buffer.remaining()];
      buffer.duplicate().get(source);
    } else {
      source = ((String) value).getBytes(StandardCharsets.UTF_8);
    }
    appendBytes(source, 0, source.length);
  }

  private void appendWide(Object value) {
    if (value instanceof UUID uuid) {
      appendInt128(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    } else {
      BigInteger unscaled =
          ((BigDecimal) value).setScale(((DecimalType) type).scale()).unscaledValue();
      appendInt128(Int128.high(unscaled), Int128.low(unscaled));
    }
  }

  private void appendArray(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> elements().append(Arrays.asList(key, item)));
    } else {
      ((List<?>) value).forEach(elements()::append);
    }
    endArray();
  }

  private void appendRow(List<?> values) {
    next();
    for (int i = 0; i < children.size(); i++) {
      children.get(i).append(values.get(i));
    }
  }

  /// The column of all appended rows. The builder is not to be used afterwards.
  public FlatColumn build() {
    long @Nullable [] valid = hasNulls ? validity : null;
    return switch (type.layout()) {
      case BOOLEAN -> new BooleanColumn(length, longs, valid);
      case INT -> new IntColumn(length, ints, valid);
      case LONG -> new LongColumn(length, longs, valid);
      case DOUBLE -> new DoubleColumn(length, doubles, valid);
      case BYTES -> new BytesColumn(length, ints, bytes, valid);
      case INT128 -> new Int128Column(length, longs, lows, valid);
      case ARRAY -> new ArrayColumn(length, ints, children.getFirst().build(), valid);
      case ROW ->
          new RowColumn(length, children.stream().map(ColumnBuilder::build).toList(), valid);
      case NONE -> new NullColumn(length);
    };
  }

  /// Makes room for one more valid row and counts it.
  private void next() {
    reserve(length + 1);
    Bits.set(validity, length);
    length++;
  }

  private void reserve(int rows) {
    if (Bits.words(rows) > validity.length) {
      validity = Arrays.copyOf(validity, grown(validity.length, Bits.words(rows)));
    }
    switch (type.layout()) {
      case BOOLEAN -> longs = room(longs, Bits.words(rows));
      case INT -> ints = room(ints, rows);
      case LONG -> longs = room(longs, rows);
      case DOUBLE ->
          doubles =
              rows > doubles.length ? Arrays.copyOf(doubles, grown(doubles.length, rows)) : doubles;
      case BYTES, ARRAY -> ints = room(ints, rows + 1);
      case INT128 -> {
        longs = room(longs, rows);
        lows = room(lows, rows);
      }
      case ROW, NONE -> {
        // Only validity.
      }
    }
  }

  private static int[] room(int[] array, int wanted) {
    return wanted > array.length ? Arrays.copyOf(array, grown(array.length, wanted)) : array;
  }

  private static long[] room(long[] array, int wanted) {
    return wanted > array.length ? Arrays.copyOf(array, grown(array.length, wanted)) : array;
  }

  private static int grown(int have, int wanted) {
    return (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(wanted, 2L * have));
  }
}
