package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.state.GroupKeys;
import io.thalweg.exec.state.GroupLookup;
import java.util.List;

/// The complete right side of a hash join: all rows, their distinct keys, and the rows of each key.
final class JoinTable extends RightSide {
  private final GroupKeys keys;
  private final int[] starts;
  private final int[] rowIds;

  /// @param starts the rows of key `k` are `rowIds[starts[k]..starts[k + 1])`; empty when each key
  ///   has one row: its own number
  JoinTable(
      Batch rows,
      List<Batch> unmatchable,
      boolean marks,
      GroupKeys keys,
      int[] starts,
      int[] rowIds) {
    super(rows, unmatchable, marks);
    this.keys = keys;
    this.starts = starts;
    this.rowIds = rowIds;
  }

  GroupLookup lookup() {
    return keys.lookup();
  }

  /// Whether each key has one row; its number is then the key's.
  boolean isUnique() {
    return starts.length == 0;
  }

  int[] starts() {
    return starts;
  }

  int[] rowIds() {
    return rowIds;
  }

  @Override
  long sizeInBytes() {
    return super.sizeInBytes() + keys.sizeInBytes() + 4L * (starts.length + rowIds.length);
  }
}
