package io.thalweg.connectors.files.parquet;

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
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An embedded DuckDB that writes files and reads them, with values in the Java form of `Values`.
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET TimeZone = 'UTC'");
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The rows of a query.
  ///
  /// @param types of the columns
  List<List<@Nullable Object>> rows(String sql, List<DataType> types) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
          row.add(column(result, i + 1, types.get(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static @Nullable Object column(ResultSet result, int column, DataType type)
      throws SQLException {
    return type instanceof TimestampType timestamp && !timestamp.withTimeZone()
        ? result.getObject(column, LocalDateTime.class)
        : value(result.getObject(column), type);
  }

  private static @Nullable Object value(@Nullable Object value, DataType type) throws SQLException {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case SimpleType simple -> simple(value, simple);
      case DecimalType decimal ->
          (value instanceof BigInteger big ? new BigDecimal(big) : (BigDecimal) value)
              .setScale(decimal.scale());
      case TimestampType timestamp -> timestamp(value, timestamp);
      case IntervalType _ -> throw new SQLException("no interval: " + value);
      case ArrayType array -> list((Array) value, array.element());
      case MapType map -> map((Map<?, ?>) value, map);
      case RowType row -> struct((Struct) value, row);
    };
  }

  private static Object timestamp(Object value, TimestampType type) {
    return type.withTimeZone()
        ? instant(value)
        : value instanceof Timestamp timestamp ? timestamp.toLocalDateTime() : value;
  }

  /// Nanoseconds with a zone come as text.
  private static Instant instant(Object value) {
    return value instanceof String text
        ? Instant.parse(text.replace(' ', 'T').replace("+00", "Z"))
        : ((OffsetDateTime) value).toInstant();
  }

  private static @Nullable Object simple(Object value, SimpleType type) throws SQLException {
    return switch (type) {
      case BOOLEAN -> value;
      case TINYINT, SMALLINT, INTEGER -> ((Number) value).intValue();
      case BIGINT -> ((Number) value).longValue();
      case REAL, DOUBLE -> ((Number) value).doubleValue();
      case VARCHAR, JSON -> value.toString();
      case VARBINARY -> bytes(value);
      case DATE -> value instanceof LocalDate date ? date : LocalDate.parse(value.toString());
      case TIME -> value instanceof LocalTime time ? time : LocalTime.parse(value.toString());
      case UUID -> (UUID) value;
      case NULL -> null;
    };
  }

  private static ByteBuffer bytes(Object value) throws SQLException {
    byte[] bytes =
        value instanceof Blob blob ? blob.getBytes(1, (int) blob.length()) : (byte[]) value;
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  private static List<@Nullable Object> list(Array array, DataType element) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object value : (Object[]) array.getArray()) {
      values.add(value(value, element));
    }
    return values;
  }

  private static Map<@Nullable Object, @Nullable Object> map(Map<?, ?> map, MapType type)
      throws SQLException {
    Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      values.put(value(entry.getKey(), type.key()), value(entry.getValue(), type.value()));
    }
    return values;
  }

  private static List<@Nullable Object> struct(Struct struct, RowType type) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    Object[] attributes = struct.getAttributes();
    for (int i = 0; i < attributes.length; i++) {
      values.add(value(attributes[i], type.fields().get(i).type()));
    }
    return values;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
