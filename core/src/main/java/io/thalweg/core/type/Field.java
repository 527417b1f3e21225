package io.thalweg.core.type;

/// A named, typed column of a schema or field of a row.
public record Field(String name, DataType type, boolean nullable) {

  public static Field nullable(String name, DataType type) {
    return new Field(name, type, true);
  }

  public static Field required(String name, DataType type) {
    return new Field(name, type, false);
  }

  public Field withName(String newName) {
    return new Field(newName, type, nullable);
  }

  public Field withNullable(boolean newNullable) {
    return new Field(name, type, newNullable);
  }

  @Override
  public String toString() {
    return name + " " + type.sql() + (nullable ? "" : " NOT NULL");
  }
}
