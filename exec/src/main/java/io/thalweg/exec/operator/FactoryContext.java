package io.thalweg.exec.operator;

import io.thalweg.core.connector.Predicate;
import io.thalweg.core.connector.PredicateCompiler;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.exec.expression.CompiledExpression;
import io.thalweg.exec.expression.CompiledProjection;
import java.util.List;
import java.util.Optional;

/// What a running query lends to the factory of one plan node. Thread-safe.
///
/// Expressions in the node hold no parameters any more: the runtime binds them before it makes
/// factories.
public interface FactoryContext {

  /// A fresh compilation of `expression`, for one task. Call it in [OperatorFactory#create].
  CompiledExpression expression(Expression expression);

  /// A fresh compilation of several expressions over the same rows, for one task.
  default CompiledProjection projection(List<Expression> expressions) {
    List<CompiledExpression> each = expressions.stream().map(this::expression).toList();
    return batch -> each.stream().map(expression -> expression.evaluate(batch)).toList();
  }

  /// A fresh compilation of a filter, for one task.
  default Predicate predicate(Expression expression) {
    return predicates().compile(expression);
  }

  /// What a continuous plan says of this node; empty in a bounded query.
  default Optional<NodeStream> stream() {
    return Optional.empty();
  }

  /// The epochs of a continuous query; only there.
  default Epochs epochs() {
    throw new IllegalStateException("a bounded query has no epochs");
  }

  /// Whether checkpoints may be made of a continuous query: its tasks then have to be there at
  /// every barrier.
  default boolean isDurable() {
    return true;
  }

  /// What readers compile pushed filters with.
  PredicateCompiler predicates();

  /// Where joins publish what they know, and scans look for it.
  RuntimeFilterRegistry runtimeFilters();

  /// Finds the tables that scans and modifications name.
  TableResolver tables();

  /// Opens the targets of `COPY … TO`.
  FileSinks fileSinks();

  /// Runs calls that may block away from the workers.
  BlockingCalls blocking();

  /// Where state goes that memory has no room for; empty when that is an error.
  default Optional<SpillSpace> spill() {
    return Optional.empty();
  }

  /// Whether scans may take columns from a cache and keep them in it.
  default boolean columnCache() {
    return false;
  }

  /// How many tasks a parallel fragment has.
  default int parallelism() {
    return 1;
  }

  /// The most rows a batch should have.
  int batchRows();

  /// The node's account, for memory that its tasks share; [TaskContext#reserve] draws from it too.
  MemoryPool memory();
}
