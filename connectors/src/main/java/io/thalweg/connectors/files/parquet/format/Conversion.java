package io.thalweg.connectors.files.parquet.format;

/// What turns a leaf's stored values into a column's values.
public enum Conversion {
  /// The stored value is the column's value.
  NONE,
  /// Of an INT32: its low 8 bits, unsigned.
  UNSIGNED_8,
  /// Of an INT32: its low 16 bits, unsigned.
  UNSIGNED_16,
  /// An INT32 as an unsigned BIGINT.
  UNSIGNED_32,
  /// An INT64 as an unsigned 128-bit value.
  UNSIGNED_64,
  /// A signed INT32 or INT64 as a wider value.
  WIDEN,
  /// Times 1,000: millis to micros.
  MILLIS,
  /// Divided by 1,000: nanos to micros, for TIME.
  NANOS_TO_MICROS,
  /// 12 bytes: nanos of the day and a Julian day, to micros.
  INT96_TIMESTAMP,
  /// Big-endian two's complement bytes as an unscaled decimal.
  BIG_ENDIAN,
  /// 16 bytes as two big-endian halves.
  UUID,
  /// 2 bytes, IEEE half precision.
  FLOAT16,
  /// 12 bytes: months, days, millis, little-endian; to micros when there are no months.
  INTERVAL
}
