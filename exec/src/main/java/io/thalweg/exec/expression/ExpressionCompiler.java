package io.thalweg.exec.expression;

import io.thalweg.core.connector.Predicate;
import io.thalweg.core.connector.PredicateCompiler;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.type.SimpleType;
import java.util.List;

/// Turns expressions into trees of kernels. Stateless: one for everybody.
///
/// Parameters have to be bound before. What is compiled holds scratch space: compile once per task.
public final class ExpressionCompiler implements PredicateCompiler {
  public static final ExpressionCompiler INSTANCE = new ExpressionCompiler();

  private ExpressionCompiler() {}

  /// @throws ThalwegException when a function or a cast of the expression does not exist
  public CompiledExpression expression(Expression expression) {
    Node node = new NodeBuilder(List.of(expression)).build(expression);
    return batch -> node.evaluate(Frame.of(batch));
  }

  /// Parts that occur in several of the expressions are computed once.
  public CompiledProjection projection(List<Expression> expressions) {
    NodeBuilder builder = new NodeBuilder(expressions);
    return new NodeProjection(expressions.stream().map(builder::build).toList());
  }

  /// Conjuncts are tested one after the other, each only on the rows that passed those before when
  /// it can fail or few rows are left.
  @Override
  public Predicate compile(Expression predicate) {
    if (predicate.type() != SimpleType.BOOLEAN && predicate.type() != SimpleType.NULL) {
      throw new ThalwegException(
          ErrorCode.TYPE_MISMATCH,
          "a filter must be BOOLEAN, " + predicate + " is " + predicate.type().sql());
    }
    List<Expression> conjuncts = Expressions.conjuncts(predicate);
    NodeBuilder builder = new NodeBuilder(conjuncts);
    return new CompiledPredicate(conjuncts.stream().map(builder::build).toList());
  }

  /// The value of an expression without columns, in the Java form of core's `Values`.
  public @org.jspecify.annotations.Nullable Object constant(Expression expression) {
    Column column = expression(expression).evaluate(ONE_ROW);
    return io.thalweg.core.data.ColumnValues.get(expression.type(), column, 0);
  }

  private static final io.thalweg.core.data.Batch ONE_ROW =
      io.thalweg.core.data.Batch.of(1, ColumnBuilder.single(SimpleType.BOOLEAN, true));
}
