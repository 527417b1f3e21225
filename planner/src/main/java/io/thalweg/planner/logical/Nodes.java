package io.thalweg.planner.logical;

import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Questions about logical trees, and walks over them.
public final class Nodes {
  private Nodes() {}

  /// The ids a subtree reads and does not provide itself: its correlations.
  public static BitSet free(LogicalNode node) {
    BitSet used = new BitSet();
    BitSet provided = new BitSet();
    collect(node, used, provided);
    used.andNot(provided);
    return used;
  }

  private static void collect(LogicalNode node, BitSet used, BitSet provided) {
    node.columns().forEach(column -> provided.set(column.id()));
    node.expressions().forEach(expression -> used.or(Expressions.columns(expression)));
    if (node instanceof LogicalValues values) {
      values.rows().forEach(row -> row.forEach(e -> used.or(Expressions.columns(e))));
    }
    node.inputs().forEach(input -> collect(input, used, provided));
  }

  /// The ids `node` itself reads from its inputs.
  public static BitSet reads(LogicalNode node) {
    BitSet used = new BitSet();
    node.expressions().forEach(expression -> used.or(Expressions.columns(expression)));
    return used;
  }

  static List<Expression> references(List<SortKey> keys) {
    List<Expression> all = new ArrayList<>();
    keys.forEach(key -> all.add(new ColumnRef(key.column(), SimpleType.NULL)));
    return all;
  }

  /// The same tree with `change` applied to every node, inputs first.
  public static LogicalNode bottomUp(LogicalNode node, UnaryOperator<LogicalNode> change) {
    List<LogicalNode> inputs = node.inputs();
    boolean changed = false;
    List<LogicalNode> newInputs = new ArrayList<>(inputs.size());
    for (LogicalNode input : inputs) {
      LogicalNode newInput = bottomUp(input, change);
      changed |= newInput != input;
      newInputs.add(newInput);
    }
    return change.apply(changed ? node.withInputs(newInputs) : node);
  }

  /// The same expression with columns replaced by expressions.
  public static Expression substitute(Expression expression, Map<Integer, Expression> by) {
    if (expression instanceof ColumnRef ref) {
      return by.getOrDefault(ref.index(), expression);
    }
    List<Expression> children = expression.children();
    return children.isEmpty()
        ? expression
        : expression.withChildren(children.stream().map(child -> substitute(child, by)).toList());
  }

  /// Whether all of `ids` are columns of `node`.
  public static boolean provides(LogicalNode node, BitSet ids) {
    BitSet missing = (BitSet) ids.clone();
    node.columns().forEach(column -> missing.clear(column.id()));
    return missing.isEmpty();
  }

  /// The column of `node` with this id.
  public static Column column(LogicalNode node, int id) {
    for (Column column : node.columns()) {
      if (column.id() == id) {
        return column;
      }
    }
    throw new IllegalStateException("column #" + id + " is not in " + node.columns());
  }
}
