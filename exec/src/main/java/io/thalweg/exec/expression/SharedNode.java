package io.thalweg.exec.expression;

import io.thalweg.core.data.Column;

/// A sub-expression that occurs several times: computed once per frame.
record SharedNode(Node node, int slot) implements Node {
  @Override
  public Column evaluate(Frame frame) {
    Column known = frame.shared(slot);
    if (known != null) {
      return known;
    }
    Column computed = node.evaluate(frame);
    frame.share(slot, computed);
    return computed;
  }

  @Override
  public boolean canFail() {
    return node.canFail();
  }
}
