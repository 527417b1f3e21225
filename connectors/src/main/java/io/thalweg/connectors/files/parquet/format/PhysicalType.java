package io.thalweg.connectors.files.parquet.format;

/// How the values of a leaf column are stored; ordinals are those of Parquet's own enum.
public enum PhysicalType {
  BOOLEAN,
  INT32,
  INT64,
  INT96,
  FLOAT,
  DOUBLE,
  BYTE_ARRAY,
  FIXED_LEN_BYTE_ARRAY
}
