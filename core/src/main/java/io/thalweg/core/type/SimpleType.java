package io.thalweg.core.type;

/// The types without parameters.
public enum SimpleType implements DataType {
  BOOLEAN(Layout.BOOLEAN),
  TINYINT(Layout.INT),
  SMALLINT(Layout.INT),
  INTEGER(Layout.INT),
  BIGINT(Layout.LONG),
  REAL(Layout.DOUBLE),
  DOUBLE(Layout.DOUBLE),
  VARCHAR(Layout.BYTES),
  VARBINARY(Layout.BYTES),
  DATE(Layout.INT),
  /// Micros since midnight, without a zone.
  TIME(Layout.LONG),
  UUID(Layout.INT128),
  JSON(Layout.BYTES),
  /// The type of an untyped NULL literal; it casts to every type.
  NULL(Layout.NONE);

  private final Layout layout;

  SimpleType(Layout layout) {
    this.layout = layout;
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public String sql() {
    return name();
  }

  boolean isIntegral() {
    return switch (this) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
      case BOOLEAN, REAL, DOUBLE, VARCHAR, VARBINARY, DATE, TIME, UUID, JSON, NULL -> false;
    };
  }

  boolean isNumber() {
    return isIntegral() || this == REAL || this == DOUBLE;
  }
}
