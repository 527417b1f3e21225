package io.thalweg.core.arrow;

import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Every SQL type, and random values of each in the Java form of `Values`.
final class AllTypes {
  private AllTypes() {}

  static List<DataType> list() {
    List<DataType> types = new ArrayList<>(Arrays.asList(SimpleType.values()));
    IntStream.rangeClosed(0, 9).forEach(p -> types.add(new TimestampType(p, false)));
    IntStream.rangeClosed(0, 9).forEach(p -> types.add(new TimestampType(p, true)));
    types.addAll(List.of(IntervalType.values()));
    types.addAll(
        List.of(
            new DecimalType(1, 0),
            new DecimalType(18, 18),
            new DecimalType(19, 0),
            new DecimalType(38, 10)));
    types.add(new ArrayType(SimpleType.VARCHAR));
    types.add(new ArrayType(new ArrayType(SimpleType.INTEGER)));
    types.add(new MapType(SimpleType.VARCHAR, new TimestampType(3, false)));
    types.add(
        new RowType(
            List.of(
                Field.nullable("a", SimpleType.UUID),
                Field.nullable("b", new ArrayType(SimpleType.BOOLEAN)))));
    return types;
  }

  /// `count` values, about `nullShare` of them NULL.
  static List<@Nullable Object> values(
      DataType type, int count, double nullShare, SplittableRandom random) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(
          type == SimpleType.NULL || random.nextDouble() < nullShare ? null : value(type, random));
    }
    return values;
  }

  private static Object value(DataType type, SplittableRandom random) {
    return switch (type) {
      case SimpleType simple -> simple(simple, random);
      case DecimalType decimal ->
          new BigDecimal(
              new BigInteger(decimal.precision() * 3, new java.util.Random(random.nextLong()))
                  .multiply(BigInteger.valueOf(random.nextInt(3) - 1)),
              decimal.scale());
      case TimestampType timestamp -> timestamp(timestamp, random);
      case IntervalType interval ->
          interval == IntervalType.YEAR_MONTH
              ? Period.ofMonths(random.nextInt())
              : Duration.of(random.nextLong() >> 8, ChronoUnit.MICROS);
      case ArrayType array -> values(array.element(), random.nextInt(4), 0.2, random);
      case MapType map -> {
        Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          entries.put(value(map.key(), random), values(map.value(), 1, 0.2, random).getFirst());
        }
        yield entries;
      }
      case RowType row ->
          row.fields().stream()
              .map(field -> values(field.type(), 1, 0.2, random).getFirst())
              .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    };
  }

  private static Object timestamp(TimestampType type, SplittableRandom random) {
    long unit = (long) Math.pow(10, 9 - type.precision());
    java.time.Instant instant =
        java.time.Instant.ofEpochSecond(
            random.nextInt(), random.nextLong(1_000_000_000L) / unit * unit);
    return type.withTimeZone()
        ? instant
        : java.time.LocalDateTime.ofInstant(instant, java.time.ZoneOffset.UTC);
  }

  private static Object simple(SimpleType type, SplittableRandom random) {
    return switch (type) {
      case BOOLEAN -> random.nextBoolean();
      case TINYINT -> (int) (byte) random.nextInt();
      case SMALLINT -> (int) (short) random.nextInt();
      case INTEGER -> random.nextInt();
      case BIGINT -> random.nextLong();
      case REAL -> (double) (float) random.nextDouble(-1e10, 1e10);
      case DOUBLE -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
      case VARCHAR -> "é".repeat(random.nextInt(3)) + random.nextInt(100);
      case JSON -> "{\"a\":" + random.nextInt(100) + "}";
      case VARBINARY -> {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        yield ByteBuffer.wrap(bytes).asReadOnlyBuffer();
      }
      case DATE -> LocalDate.ofEpochDay(random.nextInt(-800_000, 800_000));
      case TIME -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000L) * 1000);
      case UUID -> new UUID(random.nextLong(), random.nextLong());
      case NULL -> throw new IllegalArgumentException("NULL has no values");
    };
  }
}
