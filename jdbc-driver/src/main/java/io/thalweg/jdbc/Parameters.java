package io.thalweg.jdbc;

import java.sql.ParameterMetaData;
import java.sql.SQLException;
import org.apache.arrow.vector.types.pojo.Schema;

/// What is known of a prepared statement's parameters.
final class Parameters implements ParameterMetaData {
  private final Schema schema;

  Parameters(Schema schema) {
    this.schema = schema;
  }

  private ColumnType type(int parameter) throws SQLException {
    if (parameter < 1 || parameter > getParameterCount()) {
      throw ThalwegSqlException.invalid(
          "there is no parameter " + parameter + "; the statement has " + getParameterCount());
    }
    return ColumnType.of(schema.getFields().get(parameter - 1));
  }

  @Override
  public int getParameterCount() {
    return schema.getFields().size();
  }

  @Override
  public int getParameterType(int parameter) throws SQLException {
    return type(parameter).jdbcType();
  }

  @Override
  public String getParameterTypeName(int parameter) throws SQLException {
    return type(parameter).name();
  }

  @Override
  public String getParameterClassName(int parameter) throws SQLException {
    return type(parameter).className();
  }

  @Override
  public int getPrecision(int parameter) throws SQLException {
    return type(parameter).precision();
  }

  @Override
  public int getScale(int parameter) throws SQLException {
    return type(parameter).scale();
  }

  @Override
  public boolean isSigned(int parameter) throws SQLException {
    return type(parameter).isSigned();
  }

  @Override
  public int isNullable(int parameter) {
    return parameterNullable;
  }

  @Override
  public int getParameterMode(int parameter) {
    return parameterModeIn;
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
