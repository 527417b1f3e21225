package io.thalweg.exec.checkpoint.segment;

import io.thalweg.core.data.FlatColumn;

/// A column of [PackedRows]. Immutable.
sealed interface PackedColumn permits PackedColumn.Same, PackedColumn.Plain, PackedIntegers {

  /// Heap bytes held.
  long sizeInBytes();

  /// Equal in every row to a column of integers in front of it.
  record Same(int ordinal) implements PackedColumn {
    @Override
    public long sizeInBytes() {
      return 0;
    }
  }

  /// As it is in memory.
  record Plain(FlatColumn column) implements PackedColumn {
    @Override
    public long sizeInBytes() {
      return column.sizeInBytes();
    }
  }
}
