package io.thalweg.jdbc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;

/// An array value; its elements are those of a list.
final class ListArray implements Array {
  private final List<?> elements;
  private final String elementTypeName;

  ListArray(List<?> elements, String elementTypeName) {
    this.elements = elements;
    this.elementTypeName = elementTypeName;
  }

  @Override
  public String getBaseTypeName() {
    return elementTypeName;
  }

  @Override
  public int getBaseType() {
    return Types.JAVA_OBJECT;
  }

  @Override
  public Object getArray() {
    return elements.toArray();
  }

  @Override
  public Object getArray(Map<String, Class<?>> map) {
    return getArray();
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    if (index < 1 || count < 0 || index - 1 + count > elements.size()) {
      throw ThalwegSqlException.invalid(
          "elements " + index + " to " + (index + count - 1) + " of " + elements.size());
    }
    return elements.subList((int) index - 1, (int) index - 1 + count).toArray();
  }

  @Override
  public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
    return getArray(index, count);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    throw ThalwegSqlException.notSupported("Array.getResultSet");
  }

  @Override
  public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map)
      throws SQLException {
    return getResultSet();
  }

  @Override
  public void free() {
    // Nothing is held.
  }

  @Override
  public String toString() {
    return Conversions.toText(elements);
  }
}
