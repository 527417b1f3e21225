package io.thalweg.exec.expression;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.FlatColumn;

/// A constant.
///
/// @param value one row
record ConstantNode(FlatColumn value) implements Node {
  @Override
  public Column evaluate(Frame frame) {
    return new ConstantColumn(value, frame.count());
  }

  @Override
  public boolean canFail() {
    return false;
  }

  @Override
  public boolean isCheap(Frame frame) {
    return true;
  }

  boolean isNull() {
    return value.isNull(0);
  }
}
