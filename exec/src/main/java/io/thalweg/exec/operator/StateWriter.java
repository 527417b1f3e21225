package io.thalweg.exec.operator;

import io.thalweg.core.data.Batch;

/// Takes one operator's state in one task at one checkpoint. Used by that task, within one
/// [Operator#snapshot].
public interface StateWriter {

  /// Whether everything is to be written; otherwise what has changed since the last snapshot is
  /// enough. A restore reads the last full snapshot and all behind it, in order.
  boolean full();

  /// Adds rows of one part of the state.
  ///
  /// @param part names what the rows mean to the operator, for example `left` or `groups`; all
  ///   batches of a part have the same columns
  /// @param vnode that the rows' key belongs to ([io.thalweg.exec.kernel.RowHash#vnode]); 0 for
  ///   what has no key
  /// @param rows at least one; kept as they are, weights included
  void write(String part, int vnode, Batch rows);
}
