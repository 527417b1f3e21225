package io.thalweg.connectors.files.parquet.read;

import io.thalweg.core.data.Column;

/// Reads one top-level column of one row group from its first row to its last. Every row is read or
/// skipped once.
interface ColumnReader {

  /// The next `rows` rows.
  Column read(int rows);

  /// Those of the next `rows` rows that `positions[0..count)` (ascending) lists; passes over all.
  Column readSelected(int[] positions, int count, int rows);

  /// Passes over `rows` rows.
  void skip(int rows);

  /// Where in the file reading is, for errors.
  String place();
}
