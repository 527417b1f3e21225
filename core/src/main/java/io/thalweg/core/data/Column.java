package io.thalweg.core.data;

import io.thalweg.core.type.Layout;

/// One typed vector of rows. The SQL type comes from the schema; a column knows its layout.
///
/// Immutable and shareable between threads.
public sealed interface Column permits FlatColumn, DictionaryColumn, ConstantColumn {

  Layout layout();

  /// Rows.
  int length();

  /// False only when no row is NULL. True promises nothing.
  boolean mayHaveNulls();

  boolean isNull(int row);

  /// The rows `rows[0..count)` in that order, as a new column (a dictionary stays a dictionary).
  Column gather(int[] rows, int count);

  /// The rows `from..from+count)`; shares storage where it can.
  Column slice(int from, int count);

  /// The same rows with one value per row. Returns itself when already flat.
  FlatColumn flatten();

  /// Heap bytes held, counting shared storage in full; always the same, so that who takes bytes for
  /// a column can give them back.
  long sizeInBytes();
}
