package io.thalweg.core.type;

/// The physical layouts of column data; kernels are written per layout, not per SQL type.
public enum Layout {
  /// One bit per row in a `long[]`.
  BOOLEAN,
  /// One `int` per row: TINYINT, SMALLINT, INTEGER, DATE (days since 1970-01-01).
  INT,
  /// One `long` per row: BIGINT, TIME (micros of the day), TIMESTAMP (micros, nanos from precision
  /// 7), DECIMAL up to 18 digits (unscaled), intervals (months, or micros).
  LONG,
  /// One `double` per row: DOUBLE, and REAL kept rounded to `float` after each operation.
  DOUBLE,
  /// Bytes with `int` offsets: VARCHAR and JSON in UTF-8, VARBINARY.
  BYTES,
  /// Two `long` per row, high and low: DECIMAL from 19 digits (unscaled), UUID (big-endian halves).
  INT128,
  /// `int` offsets into an element column: ARRAY, and MAP as an array of (key, value) rows.
  ARRAY,
  /// One child column per field: ROW.
  ROW,
  /// No data; every row is NULL: the type of an untyped NULL.
  NONE
}
