package io.thalweg.core.type;

/// A list of values of one type; elements may be NULL.
public record ArrayType(DataType element) implements DataType {
  @Override
  public Layout layout() {
    return Layout.ARRAY;
  }

  @Override
  public String sql() {
    return element.sql() + " ARRAY";
  }
}
