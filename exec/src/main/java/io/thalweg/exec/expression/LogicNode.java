package io.thalweg.exec.expression;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Three-valued AND or OR, 64 rows at a time.
///
/// An operand that can fail sees only the rows that the operands before it left undecided.
final class LogicNode implements Node {
  private final List<Node> children;
  private final boolean or;

  LogicNode(List<Node> children, boolean or) {
    this.children = children;
    this.or = or;
  }

  @Override
  public boolean canFail() {
    return children.stream().anyMatch(Node::canFail);
  }

  @Override
  public boolean isCheap(Frame frame) {
    return children.stream().allMatch(child -> child.isCheap(frame));
  }

  @Override
  public Column evaluate(Frame frame) {
    int rows = frame.count();
    // An OR is an AND with truth and falsehood swapped: `yes` decides an OR, `no` an AND.
    long[] truth = new long[Bits.words(rows)];
    long[] known = new long[truth.length];
    start(truth, known);
    for (Node child : children) {
      if (child.canFail()) {
        narrowed(frame, child, truth, known);
      } else {
        combine(child.evaluate(frame), truth, known);
      }
    }
    return new BooleanColumn(rows, truth, allKnown(known, rows) ? null : known);
  }

  private void start(long[] truth, long[] known) {
    java.util.Arrays.fill(known, -1L);
    java.util.Arrays.fill(truth, or ? 0 : -1L);
  }

  private static boolean allKnown(long[] known, int rows) {
    return Bits.count(known, rows) == rows;
  }

  private void combine(Column column, long[] truth, long[] known) {
    BooleanColumn values = (BooleanColumn) flat(column);
    long[] bits = values.values();
    long[] validity = values.validity();
    for (int i = 0; i < truth.length; i++) {
      long valid = validity == null ? -1L : validity[i];
      long yes = valid & bits[i];
      long no = valid & ~bits[i];
      long haveYes = known[i] & truth[i];
      long haveNo = known[i] & ~truth[i];
      truth[i] = or ? haveYes | yes : haveYes & yes;
      long decidedNo = or ? haveNo & no : haveNo | no;
      known[i] = truth[i] | decidedNo;
    }
  }

  private static Column flat(Column column) {
    return column instanceof ConstantColumn constant ? constant.flatten() : column.flatten();
  }

  /// Evaluates `child` on the rows that are not decided yet and merges its result.
  private void narrowed(Frame frame, Node child, long[] truth, long[] known) {
    int rows = frame.count();
    int[] open = new int[rows];
    int count = 0;
    for (int i = 0; i < rows; i++) {
      open[count] = i;
      count += Bits.get(known, i) && Bits.get(truth, i) == or ? 0 : 1;
    }
    if (count == 0) {
      return;
    }
    if (count == rows) {
      combine(child.evaluate(frame), truth, known);
      return;
    }
    BooleanColumn values = (BooleanColumn) flat(child.evaluate(frame.narrow(open, count)));
    long[] bits = new long[truth.length];
    long[] valid = new long[truth.length];
    scatter(values.values(), values.validity(), open, count, bits, valid);
    // Decided rows get the neutral element.
    long[] others = Bits.allSet(rows);
    for (int i = 0; i < count; i++) {
      Bits.clear(others, open[i]);
    }
    for (int i = 0; i < valid.length; i++) {
      valid[i] |= others[i];
      bits[i] = or ? bits[i] : bits[i] | others[i];
    }
    combine(new BooleanColumn(rows, bits, valid), truth, known);
  }

  private static void scatter(
      long[] values, long @Nullable [] validity, int[] rows, int count, long[] bits, long[] valid) {
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      bits[row >> 6] |= (values[i >> 6] >>> i & 1L) << row;
      valid[row >> 6] |= (validity == null ? 1L : validity[i >> 6] >>> i & 1L) << row;
    }
  }
}
