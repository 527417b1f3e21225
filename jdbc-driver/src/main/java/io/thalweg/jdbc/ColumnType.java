package io.thalweg.jdbc;

import java.math.BigDecimal;
import java.sql.Types;
import java.util.Map;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/// What JDBC says of an Arrow field's type.
///
/// @param name the SQL name
/// @param jdbcType of `java.sql.Types`
/// @param className what `getObject` yields
/// @param precision digits or characters, 0 when it does not apply
record ColumnType(
    String name, int jdbcType, String className, int precision, int scale, int displaySize) {
  /// Field metadata with the SQL type's name, as Flight SQL specifies it.
  static final String TYPE_NAME = "ARROW:FLIGHT:SQL:TYPE_NAME";

  /// Field metadata of the engine with the SQL type where Arrow's says too little.
  private static final String SPELLING = "thalweg.type";

  private static final int TEXT_SIZE = Integer.MAX_VALUE;

  static boolean isInterval(Field field) {
    return field.getType() instanceof ArrowType.Interval
        || field.getType() instanceof ArrowType.Duration;
  }

  boolean isSigned() {
    return switch (jdbcType) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.DOUBLE,
          Types.DECIMAL ->
          true;
      default -> false;
    };
  }

  static ColumnType of(Field field) {
    ColumnType type = ofArrow(field);
    Map<String, String> metadata = field.getMetadata();
    String name =
        metadata == null ? null : metadata.getOrDefault(TYPE_NAME, metadata.get(SPELLING));
    return name == null || name.isEmpty()
        ? type
        : new ColumnType(
            name, type.jdbcType, type.className, type.precision, type.scale, type.displaySize);
  }

  private static ColumnType ofArrow(Field field) {
    ArrowType type = field.getType();
    return switch (type.getTypeID()) {
      case Bool -> simple("BOOLEAN", Types.BOOLEAN, Boolean.class, 1, 5);
      case Int -> integer(((ArrowType.Int) type).getBitWidth());
      case FloatingPoint ->
          ((ArrowType.FloatingPoint) type).getPrecision() == FloatingPointPrecision.SINGLE
              ? simple("REAL", Types.REAL, Float.class, 7, 15)
              : simple("DOUBLE", Types.DOUBLE, Double.class, 15, 25);
      case Decimal -> decimal((ArrowType.Decimal) type);
      case Utf8, LargeUtf8 -> simple("VARCHAR", Types.VARCHAR, String.class, 0, TEXT_SIZE);
      case Binary, LargeBinary -> simple("VARBINARY", Types.VARBINARY, byte[].class, 0, TEXT_SIZE);
      case FixedSizeBinary -> simple("UUID", Types.OTHER, java.util.UUID.class, 36, 36);
      case Date -> simple("DATE", Types.DATE, java.sql.Date.class, 10, 10);
      case Time -> simple("TIME", Types.TIME, java.sql.Time.class, 6, 15);
      case Timestamp -> timestamp((ArrowType.Timestamp) type);
      case Interval, Duration -> simple("INTERVAL", Types.OTHER, String.class, 0, 40);
      case List, LargeList, FixedSizeList ->
          simple("ARRAY", Types.ARRAY, java.sql.Array.class, 0, TEXT_SIZE);
      case Map -> simple("MAP", Types.JAVA_OBJECT, Map.class, 0, TEXT_SIZE);
      case Struct -> simple("ROW", Types.JAVA_OBJECT, Map.class, 0, TEXT_SIZE);
      case Null -> simple("NULL", Types.NULL, Object.class, 0, 4);
      default -> simple(type.getTypeID().name(), Types.OTHER, Object.class, 0, TEXT_SIZE);
    };
  }

  private static ColumnType simple(
      String name, int jdbcType, Class<?> javaClass, int precision, int displaySize) {
    return new ColumnType(name, jdbcType, javaClass.getName(), precision, 0, displaySize);
  }

  private static ColumnType integer(int bits) {
    return switch (bits) {
      case 8 -> simple("TINYINT", Types.TINYINT, Byte.class, 3, 4);
      case 16 -> simple("SMALLINT", Types.SMALLINT, Short.class, 5, 6);
      case 32 -> simple("INTEGER", Types.INTEGER, Integer.class, 10, 11);
      default -> simple("BIGINT", Types.BIGINT, Long.class, 19, 20);
    };
  }

  private static ColumnType decimal(ArrowType.Decimal type) {
    return new ColumnType(
        "DECIMAL",
        Types.DECIMAL,
        BigDecimal.class.getName(),
        type.getPrecision(),
        type.getScale(),
        type.getPrecision() + 2);
  }

  private static ColumnType timestamp(ArrowType.Timestamp type) {
    int digits = type.getUnit() == TimeUnit.NANOSECOND ? 9 : 6;
    return type.getTimezone() == null
        ? new ColumnType(
            "TIMESTAMP", Types.TIMESTAMP, java.sql.Timestamp.class.getName(), digits, digits, 29)
        : new ColumnType(
            "TIMESTAMP WITH TIME ZONE",
            Types.TIMESTAMP_WITH_TIMEZONE,
            java.time.OffsetDateTime.class.getName(),
            digits,
            digits,
            35);
  }
}
