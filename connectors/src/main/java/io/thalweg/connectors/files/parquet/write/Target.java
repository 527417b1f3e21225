package io.thalweg.connectors.files.parquet.write;

import io.thalweg.connectors.files.parquet.format.PhysicalType;
import io.thalweg.core.type.DataType;
import java.util.List;

/// A field of the schema to write, at any depth.
sealed interface Target {
  boolean nullable();

  /// A leaf and how its values are stored.
  ///
  /// @param width bytes of a FIXED_LEN_BYTE_ARRAY value, otherwise 0
  /// @param maxDefinition the definition level of a value that is not NULL
  /// @param maxRepetition lists around the leaf
  record Leaf(
      int ordinal,
      List<String> path,
      boolean nullable,
      DataType type,
      PhysicalType physical,
      int width,
      int maxDefinition,
      int maxRepetition)
      implements Target {
    public Leaf {
      path = List.copyOf(path);
    }
  }

  /// An ARRAY, or a MAP as an array of rows.
  ///
  /// @param repetition the repetition level that continues the list
  record Repeated(boolean nullable, int repetition, Target element) implements Target {}

  /// A ROW.
  record Group(boolean nullable, List<Target> fields) implements Target {
    public Group {
      fields = List.copyOf(fields);
    }
  }
}
