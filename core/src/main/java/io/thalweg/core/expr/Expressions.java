package io.thalweg.core.expr;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// Walks over expressions.
public final class Expressions {
  private Expressions() {}

  /// The operands of the outermost AND, or the expression itself.
  public static List<Expression> conjuncts(Expression expression) {
    if (!(expression instanceof And and)) {
      return expression.equals(Literal.TRUE) ? List.of() : List.of(expression);
    }
    List<Expression> all = new ArrayList<>();
    for (Expression child : and.children()) {
      all.addAll(conjuncts(child));
    }
    return all;
  }

  /// The ordinals of the columns `expression` reads.
  public static BitSet columns(Expression expression) {
    BitSet columns = new BitSet();
    collectColumns(expression, columns);
    return columns;
  }

  private static void collectColumns(Expression expression, BitSet columns) {
    if (expression instanceof ColumnRef ref) {
      columns.set(ref.index());
    }
    expression.children().forEach(child -> collectColumns(child, columns));
  }

  /// The same expression with column ordinals mapped.
  public static Expression mapColumns(Expression expression, IntUnaryOperator map) {
    if (expression instanceof ColumnRef ref) {
      return new ColumnRef(map.applyAsInt(ref.index()), ref.type());
    }
    List<Expression> children = expression.children();
    return children.isEmpty()
        ? expression
        : expression.withChildren(children.stream().map(child -> mapColumns(child, map)).toList());
  }

  /// The same expression with each parameter replaced by its value.
  ///
  /// @param values by parameter index, of the parameters' types
  public static Expression bind(Expression expression, List<Literal> values) {
    if (expression instanceof Parameter parameter) {
      return values.get(parameter.index());
    }
    List<Expression> children = expression.children();
    return children.isEmpty()
        ? expression
        : expression.withChildren(children.stream().map(child -> bind(child, values)).toList());
  }
}
