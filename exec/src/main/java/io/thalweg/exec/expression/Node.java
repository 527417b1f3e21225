package io.thalweg.exec.expression;

import io.thalweg.core.data.Column;

/// A compiled expression over a frame. Nodes form a tree and may keep scratch: one thread.
interface Node {

  /// One value per row of the frame; may be a constant or a dictionary.
  Column evaluate(Frame frame);

  /// Whether a row can raise an error. Then the node may only see rows whose value is needed.
  boolean canFail();

  /// Whether a row costs so little that it does not pay to gather rows before.
  default boolean isCheap(Frame frame) {
    return false;
  }
}
