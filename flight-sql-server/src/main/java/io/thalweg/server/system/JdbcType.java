package io.thalweg.server.system;

import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What JDBC says of a SQL type.
///
/// @param code of [java.sql.Types]
/// @param size digits, characters or bytes; null when there is no limit
/// @param digits behind the decimal point; null where that has no meaning
/// @param radix 2 or 10 for numbers, else null
public record JdbcType(
    String name,
    int code,
    @Nullable Integer size,
    @Nullable Integer digits,
    @Nullable Integer radix) {

  /// The types a column can have, parameterised ones with their largest parameters.
  public static final List<DataType> ALL =
      List.of(
          SimpleType.BOOLEAN,
          SimpleType.TINYINT,
          SimpleType.SMALLINT,
          SimpleType.INTEGER,
          SimpleType.BIGINT,
          SimpleType.REAL,
          SimpleType.DOUBLE,
          new DecimalType(DecimalType.MAX_PRECISION, 0),
          SimpleType.VARCHAR,
          SimpleType.VARBINARY,
          SimpleType.DATE,
          SimpleType.TIME,
          TimestampType.MICROS,
          TimestampType.MICROS_UTC,
          SimpleType.UUID);

  public static JdbcType of(DataType type) {
    return switch (type) {
      case SimpleType simple -> of(simple);
      case DecimalType decimal ->
          new JdbcType("DECIMAL", Types.DECIMAL, decimal.precision(), decimal.scale(), 10);
      case TimestampType timestamp ->
          timestamp.withTimeZone()
              ? temporal(
                  "TIMESTAMP WITH TIME ZONE",
                  Types.TIMESTAMP_WITH_TIMEZONE,
                  35,
                  timestamp.precision())
              : temporal("TIMESTAMP", Types.TIMESTAMP, 29, timestamp.precision());
      case IntervalType interval -> plain(interval.sql(), Types.OTHER);
      case ArrayType array -> plain(array.sql(), Types.ARRAY);
      case MapType map -> plain(map.sql(), Types.JAVA_OBJECT);
      case RowType row -> plain(row.sql(), Types.JAVA_OBJECT);
    };
  }

  private static JdbcType of(SimpleType type) {
    return switch (type) {
      case BOOLEAN -> new JdbcType("BOOLEAN", Types.BOOLEAN, 1, null, null);
      case TINYINT -> number("TINYINT", Types.TINYINT, 3);
      case SMALLINT -> number("SMALLINT", Types.SMALLINT, 5);
      case INTEGER -> number("INTEGER", Types.INTEGER, 10);
      case BIGINT -> number("BIGINT", Types.BIGINT, 19);
      case REAL -> new JdbcType("REAL", Types.REAL, 24, null, 2);
      case DOUBLE -> new JdbcType("DOUBLE", Types.DOUBLE, 53, null, 2);
      case VARCHAR -> new JdbcType("VARCHAR", Types.VARCHAR, Integer.MAX_VALUE, null, null);
      case VARBINARY -> new JdbcType("VARBINARY", Types.VARBINARY, Integer.MAX_VALUE, null, null);
      case DATE -> temporal("DATE", Types.DATE, 10, 0);
      case TIME -> temporal("TIME", Types.TIME, 15, 6);
      case UUID -> new JdbcType("UUID", Types.OTHER, 36, null, null);
      case JSON -> plain("JSON", Types.VARCHAR);
      case NULL -> plain("NULL", Types.NULL);
    };
  }

  private static JdbcType number(String name, int code, int size) {
    return new JdbcType(name, code, size, 0, 10);
  }

  private static JdbcType temporal(String name, int code, int size, int digits) {
    return new JdbcType(name, code, size, digits, null);
  }

  private static JdbcType plain(String name, int code) {
    return new JdbcType(name, code, null, null, null);
  }
}
