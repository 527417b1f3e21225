package io.thalweg.jdbc;

import java.sql.Date;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/// The columns of a result. Immutable.
final class ResultColumns implements ResultSetMetaData {
  private final List<Field> fields;
  private final List<ColumnType> types;
  private final Map<String, Integer> byLabel = new HashMap<>();

  ResultColumns(Schema schema) {
    this.fields = schema.getFields();
    this.types = fields.stream().map(ColumnType::of).toList();
    for (int i = fields.size(); i >= 1; i--) {
      byLabel.put(fields.get(i - 1).getName().toLowerCase(Locale.ROOT), i);
    }
    for (int i = fields.size(); i >= 1; i--) {
      byLabel.put(fields.get(i - 1).getName(), i);
    }
  }

  /// The ordinal from 1 of the first column with this label; exact match first.
  int find(String label) throws SQLException {
    Integer column = byLabel.get(label);
    if (column == null) {
      column = byLabel.get(label.toLowerCase(Locale.ROOT));
    }
    if (column == null) {
      throw new ThalwegSqlException(
          "UNKNOWN_COLUMN",
          "42703",
          "the result has no column '"
              + label
              + "'; it has "
              + fields.stream().map(Field::getName).toList(),
          null);
    }
    return column;
  }

  private ColumnType type(int column) throws SQLException {
    if (column < 1 || column > types.size()) {
      throw ThalwegSqlException.invalid(
          "there is no column " + column + "; the result has " + types.size());
    }
    return types.get(column - 1);
  }

  /// The form that `getObject` yields for a value: the class that JDBC names for the type.
  Object jdbcObject(int column, Object value) throws SQLException {
    if (value instanceof LocalDate) {
      return Date.valueOf((LocalDate) value);
    }
    if (value instanceof LocalTime) {
      return Temporals.toTime(((LocalTime) value).atDate(LocalDate.EPOCH), null);
    }
    if (value instanceof LocalDateTime) {
      return java.sql.Timestamp.valueOf((LocalDateTime) value);
    }
    if (value instanceof Instant) {
      return ((Instant) value).atOffset(ZoneOffset.UTC);
    }
    if (value instanceof List) {
      return new ListArray((List<?>) value, elementTypeName(column));
    }
    return switch (type(column).jdbcType()) {
      case Types.TINYINT -> ((Integer) value).byteValue();
      case Types.SMALLINT -> ((Integer) value).shortValue();
      case Types.REAL -> ((Double) value).floatValue();
      default -> ColumnType.isInterval(fields.get(column - 1)) ? Conversions.toText(value) : value;
    };
  }

  String elementTypeName(int column) {
    List<Field> children = fields.get(column - 1).getChildren();
    return children.isEmpty() ? "OTHER" : ColumnType.of(children.get(0)).name();
  }

  @Override
  public int getColumnCount() {
    return fields.size();
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    type(column);
    return fields.get(column - 1).getName();
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return getColumnLabel(column);
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return type(column).jdbcType();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return type(column).name();
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return type(column).className();
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return type(column).precision();
  }

  @Override
  public int getScale(int column) throws SQLException {
    return type(column).scale();
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return type(column).displaySize();
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return type(column).isSigned();
  }

  @Override
  public int isNullable(int column) throws SQLException {
    type(column);
    return fields.get(column - 1).isNullable() ? columnNullable : columnNoNulls;
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return type(column).jdbcType() == Types.VARCHAR;
  }

  @Override
  public boolean isAutoIncrement(int column) {
    return false;
  }

  @Override
  public boolean isSearchable(int column) {
    return true;
  }

  @Override
  public boolean isCurrency(int column) {
    return false;
  }

  @Override
  public boolean isReadOnly(int column) {
    return true;
  }

  @Override
  public boolean isWritable(int column) {
    return false;
  }

  @Override
  public boolean isDefinitelyWritable(int column) {
    return false;
  }

  @Override
  public String getCatalogName(int column) {
    return "";
  }

  @Override
  public String getSchemaName(int column) {
    return "";
  }

  @Override
  public String getTableName(int column) {
    return "";
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
