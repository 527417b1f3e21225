package io.thalweg.exec.expression;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;

/// NULLIF: the value, NULL where it equals the other one.
record NullIfNode(Node value, Node equal) implements Node {
  @Override
  public Column evaluate(Frame frame) {
    FlatColumn values = value.evaluate(frame).flatten();
    BooleanColumn same = (BooleanColumn) equal.evaluate(frame).flatten();
    int rows = frame.count();
    long[] bits = same.values();
    long[] known = same.validity();
    long[] keep = new long[Bits.words(rows)];
    for (int i = 0; i < keep.length; i++) {
      keep[i] = ~(known == null ? bits[i] : bits[i] & known[i]);
    }
    return values.withValidity(Bits.and(values.validity(), keep, rows));
  }

  @Override
  public boolean canFail() {
    return value.canFail() || equal.canFail();
  }
}
