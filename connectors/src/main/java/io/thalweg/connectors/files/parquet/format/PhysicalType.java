package io.thalweg.connectors.files.parquet.format;

import java.util.List;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/// How the values of a leaf column are stored; ordinals are those of Parquet's own enum.
public enum PhysicalType {
  BOOLEAN,
  INT32,
  INT64,
  INT96,
  FLOAT,
  DOUBLE,
  BYTE_ARRAY,
  FIXED_LEN_BYTE_ARRAY;

  private static final List<PhysicalType> ALL = List.of(values());

  static PhysicalType of(@Nullable Type type) {
    return ALL.get(ParquetErrors.required(type, "a column's type").getValue());
  }
}
