package io.thalweg.planner.rewrite;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.logical.LogicalNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A subtree without correlations, and the conditions under which its rows belong to an outer row.
///
/// @param pulled conjuncts over the node's columns and the outer columns
record Unnested(LogicalNode node, List<Expression> pulled) {
  Unnested {
    pulled = List.copyOf(pulled);
  }

  static Unnested plain(LogicalNode node) {
    return new Unnested(node, List.of());
  }

  Unnested withNode(LogicalNode newNode) {
    return new Unnested(newNode, pulled);
  }

  /// The outer columns that the conditions read.
  BitSet outer(BitSet outerColumns) {
    BitSet read = new BitSet();
    pulled.forEach(conjunct -> read.or(Expressions.columns(conjunct)));
    read.and(outerColumns);
    return read;
  }

  static boolean reads(Expression expression, BitSet columns) {
    return Expressions.columns(expression).intersects(columns);
  }

  static List<Expression> concat(List<Expression> a, List<Expression> b) {
    List<Expression> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  static Expression same(Expression a, Expression b) {
    return new Call("is_not_distinct_from", List.of(a, b), SimpleType.BOOLEAN);
  }

  static Expression call(String function, Expression... arguments) {
    return new Call(function, List.of(arguments), SimpleType.BOOLEAN);
  }
}
