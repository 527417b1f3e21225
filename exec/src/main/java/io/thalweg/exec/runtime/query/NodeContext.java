package io.thalweg.exec.runtime.query;

import io.thalweg.core.connector.PredicateCompiler;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.exec.expression.CompiledExpression;
import io.thalweg.exec.expression.CompiledProjection;
import io.thalweg.exec.operator.BlockingCalls;
import io.thalweg.exec.operator.Epochs;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.FileSinks;
import io.thalweg.exec.operator.RuntimeFilterRegistry;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.operator.TableResolver;
import io.thalweg.exec.runtime.pipeline.NodeMetrics;
import java.util.List;
import java.util.Optional;

/// What a running query lends to the factory of one node.
///
/// @param metrics of the node, with its account
/// @param stream what a continuous plan says of the node
record NodeContext(QueryContext query, NodeMetrics metrics, Optional<NodeStream> stream)
    implements FactoryContext {

  @Override
  public MemoryPool memory() {
    return metrics.memory();
  }

  @Override
  public Optional<SpillSpace> spill() {
    return query.spill().map(files -> files.space(metrics));
  }

  @Override
  public CompiledExpression expression(Expression expression) {
    CompiledProjection single = projection(List.of(expression));
    return batch -> single.evaluate(batch).getFirst();
  }

  @Override
  public CompiledProjection projection(List<Expression> expressions) {
    return query.compilers().projections().apply(expressions);
  }

  @Override
  public PredicateCompiler predicates() {
    return query.compilers().predicates();
  }

  @Override
  public RuntimeFilterRegistry runtimeFilters() {
    return query.runtimeFilters();
  }

  @Override
  public int parallelism() {
    return query.options().parallelism();
  }

  @Override
  public Epochs epochs() {
    return query.stream()
        .<Epochs>map(StreamContext::coordinator)
        .orElseGet(FactoryContext.super::epochs);
  }

  @Override
  public boolean isDurable() {
    return query.stream().map(stream -> stream.coordinator().isDurable()).orElse(false);
  }

  @Override
  public TableResolver tables() {
    return query.config().tables();
  }

  @Override
  public FileSinks fileSinks() {
    return query.config().fileSinks();
  }

  @Override
  public BlockingCalls blocking() {
    return query.blocking();
  }

  @Override
  public boolean columnCache() {
    return query.options().columnCache();
  }

  @Override
  public int batchRows() {
    return query.options().batchRows();
  }
}
