package io.thalweg.connectors.files.parquet.format;

import io.thalweg.core.type.DataType;

/// One leaf of the schema: what a column chunk holds.
///
/// @param ordinal of its chunk in every row group
/// @param path for errors, joined by dots
/// @param width bytes of a FIXED_LEN_BYTE_ARRAY value, otherwise 0
/// @param conversion from stored values to columns
/// @param type the SQL type of a value
/// @param maxDefinition the definition level of a value that is not NULL
/// @param maxRepetition lists around the leaf
public record LeafColumn(
    int ordinal,
    String path,
    PhysicalType physical,
    int width,
    Conversion conversion,
    DataType type,
    int maxDefinition,
    int maxRepetition) {

  /// Whether each row has exactly one level entry and at most one level of NULL.
  public boolean isFlat() {
    return maxRepetition == 0 && maxDefinition <= 1;
  }
}
