package io.thalweg.exec.testing;

import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes random rows, in the Java forms of core's `Values`, with NULLs, edge values and repeated
/// values. The same seed gives the same rows.
public final class RandomRows {
  private static final List<DataType> SCALAR_TYPES =
      List.of(
          SimpleType.BOOLEAN,
          SimpleType.TINYINT,
          SimpleType.SMALLINT,
          SimpleType.INTEGER,
          SimpleType.BIGINT,
          SimpleType.REAL,
          SimpleType.DOUBLE,
          SimpleType.VARCHAR,
          SimpleType.VARBINARY,
          SimpleType.DATE,
          SimpleType.TIME,
          SimpleType.UUID,
          new DecimalType(12, 2),
          new DecimalType(38, 4),
          TimestampType.MICROS,
          new TimestampType(9, true),
          IntervalType.YEAR_MONTH,
          IntervalType.DAY_TIME);

  private final Random random;
  private final double nullFraction;
  private final boolean edges;
  private final int domain;

  private RandomRows(Random random, double nullFraction, boolean edges, int domain) {
    this.random = random;
    this.nullFraction = nullFraction;
    this.edges = edges;
    this.domain = domain;
  }

  /// One value in eight is NULL, one in eight an edge value, the others come from small domains.
  public static RandomRows of(long seed) {
    return new RandomRows(new Random(seed), 0.125, true, 20);
  }

  public RandomRows withNulls(double fraction) {
    return new RandomRows(random, fraction, edges, domain);
  }

  /// No smallest and largest values: sums stay in range.
  public RandomRows withoutEdges() {
    return new RandomRows(random, nullFraction, false, domain);
  }

  /// About so many distinct values of each column.
  public RandomRows withDomain(int values) {
    return new RandomRows(random, nullFraction, edges, values);
  }

  /// Every type without children, once.
  public static List<DataType> scalarTypes() {
    return SCALAR_TYPES;
  }

  /// A nullable column `c0`, `c1`, … per type.
  public static Schema schema(List<? extends DataType> types) {
    List<Field> fields = new ArrayList<>();
    for (DataType type : types) {
      fields.add(Field.nullable("c" + fields.size(), type));
    }
    return new Schema(fields);
  }

  /// A nullable column `c0`, `c1`, … per type.
  public static Schema schema(DataType... types) {
    return schema(List.of(types));
  }

  public List<List<@Nullable Object>> rows(Schema schema, int count) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (Field field : schema.fields()) {
        row.add(
            field.nullable() && random.nextDouble() < nullFraction ? null : value(field.type()));
      }
      rows.add(row);
    }
    return rows;
  }

  /// A value that is not NULL.
  public Object value(DataType type) {
    int small = random.nextInt(domain) - domain / 2;
    boolean edge = edges && random.nextInt(8) == 0;
    boolean low = random.nextBoolean();
    return switch (type) {
      case SimpleType simple -> simple(simple, small, edge, low);
      case DecimalType decimal -> decimal(decimal, small, edge, low);
      case TimestampType timestamp -> timestamp(timestamp, small, edge, low);
      case IntervalType interval ->
          interval == IntervalType.YEAR_MONTH
              ? Period.ofMonths(small)
              : Duration.ofNanos(small * 1_500_000_000L);
      case ArrayType array -> list(array.element(), random.nextInt(4));
      case MapType map -> map(map);
      case RowType row -> rows(new Schema(row.fields()), 1).getFirst();
    };
  }

  private Object simple(SimpleType type, int small, boolean edge, boolean low) {
    return switch (type) {
      case BOOLEAN -> low;
      case TINYINT -> edge ? (low ? -128 : 127) : Math.clamp(small, -128, 127);
      case SMALLINT -> edge ? (low ? -32768 : 32767) : Math.clamp(small, -32768, 32767);
      case INTEGER -> edge ? (low ? Integer.MIN_VALUE : Integer.MAX_VALUE) : small;
      case BIGINT -> edge ? (low ? Long.MIN_VALUE : Long.MAX_VALUE) : Long.valueOf(small);
      case REAL -> edge ? floatEdge() : (double) (float) (small / 4.0);
      case DOUBLE -> edge ? floatEdge() : small / 4.0;
      case VARCHAR -> edge ? textEdge() : "value " + small;
      case JSON -> "{\"a\":" + small + "}";
      case VARBINARY ->
          ByteBuffer.wrap(("b" + small).getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
      case DATE ->
          edge
              ? (low ? LocalDate.of(1, 1, 1) : LocalDate.of(9999, 12, 31))
              : LocalDate.of(1994, 1, 1).plusDays(small);
      case TIME ->
          edge && low ? LocalTime.MIDNIGHT : LocalTime.NOON.plusSeconds(small).plusNanos(1000);
      case UUID -> edge ? new UUID(low ? -1 : 0, low ? -1 : 0) : new UUID(small, small);
      case NULL -> throw new IllegalArgumentException("the type NULL has no values");
    };
  }

  private double floatEdge() {
    double[] edgeValues = {
      0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    return edgeValues[random.nextInt(edgeValues.length)];
  }

  private String textEdge() {
    List<String> texts =
        List.of("", " ", "äöü €", "𝄞 clef", "12345678", "123456789", "x".repeat(300), "a\u0000b");
    return texts.get(random.nextInt(texts.size()));
  }

  private static BigDecimal decimal(DecimalType type, int small, boolean edge, boolean low) {
    BigInteger unscaled =
        edge
            ? BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE)
            : BigInteger.valueOf(small).mod(BigInteger.TEN.pow(type.precision()));
    return new BigDecimal(low ? unscaled.negate() : unscaled, type.scale());
  }

  private static Object timestamp(TimestampType type, int small, boolean edge, boolean low) {
    LocalDateTime base =
        edge
            ? (low
                ? LocalDateTime.of(1969, 12, 31, 23, 59, 59)
                : LocalDateTime.of(2262, 1, 1, 0, 0))
            : LocalDateTime.of(2024, 2, 29, 12, 0);
    LocalDateTime value = base.plusSeconds(small).plusNanos(type.isNanos() ? 1 : 1000);
    return type.withTimeZone() ? (Object) value.toInstant(ZoneOffset.UTC) : value;
  }

  private List<@Nullable Object> list(DataType element, int size) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(random.nextDouble() < nullFraction ? null : value(element));
    }
    return values;
  }

  private Map<Object, @Nullable Object> map(MapType type) {
    Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      entries.put(value(type.key()), value(type.value()));
    }
    return entries;
  }
}
