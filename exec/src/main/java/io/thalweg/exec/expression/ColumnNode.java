package io.thalweg.exec.expression;

import io.thalweg.core.data.Column;

/// A column of the input.
record ColumnNode(int ordinal) implements Node {
  @Override
  public Column evaluate(Frame frame) {
    return frame.column(ordinal);
  }

  @Override
  public boolean canFail() {
    return false;
  }

  @Override
  public boolean isCheap(Frame frame) {
    return true;
  }
}
