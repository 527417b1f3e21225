package io.thalweg.core.type;

/// A length of time: whole months, or micros; the two families do not mix.
public enum IntervalType implements DataType {
  /// Stored as months.
  YEAR_MONTH("INTERVAL YEAR TO MONTH"),
  /// Stored as micros.
  DAY_TIME("INTERVAL DAY TO SECOND");

  private final String sql;

  IntervalType(String sql) {
    this.sql = sql;
  }

  @Override
  public Layout layout() {
    return Layout.LONG;
  }

  @Override
  public String sql() {
    return sql;
  }
}
