package io.thalweg.exec.join;

import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.HashJoin.RuntimeFilterSource;
import io.thalweg.core.plan.JoinType;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;
import java.util.function.BooleanSupplier;

/// Makes the operators of a [HashJoin] and holds the table they share.
///
/// Each right row has to come to one task, any one; or to all of them by a broadcast, which is then
/// used once. Each left row has to come to one task.
public final class HashJoinFactory implements OperatorFactory {
  private final HashJoin node;
  private final FactoryContext context;
  private final SharedBuild<JoinTable> build;

  public HashJoinFactory(HashJoin node, FactoryContext context) {
    this.node = node;
    this.context = context;
    String owner = node.name() + " #" + node.id();
    this.build = new SharedBuild<>(owner, node.right(), context.memory().reservation(owner));
  }

  @Override
  public Operator create(TaskContext task) {
    return context.stream()
        .map(stream -> ContinuousJoins.of(node, stream, context, task))
        .orElseGet(() -> bounded(task));
  }

  private Operator bounded(TaskContext task) {
    build.register(task);
    JoinPairs pairs =
        JoinPairs.of(
            node.left().schema(),
            node.right().schema(),
            node.residual(),
            context,
            task.batchRows());
    return new JoinOperator<>(node.type(), build, new HashSteps(pairs), pairs, task);
  }

  private final class HashSteps implements JoinOperator.Steps<JoinTable> {
    private final JoinPairs pairs;

    private HashSteps(JoinPairs pairs) {
      this.pairs = pairs;
    }

    @Override
    public BooleanSupplier startBuild() {
      boolean keepsAll =
          RightSide.isMarkedBy(node.type()) || node.type() == JoinType.NULL_AWARE_ANTI;
      KeyColumns keys = new KeyColumns(node.rightKeys(), node.nullSafe());
      JoinTableBuilder builder =
          new JoinTableBuilder(node.right().schema(), keys, build.takeBatches(), keepsAll);
      return () -> isBuilt(builder);
    }

    @Override
    public JoinProbe startProbe(JoinTable right) {
      return new HashProbe(node, right, pairs);
    }
  }

  private boolean isBuilt(JoinTableBuilder builder) {
    JoinTable table = builder.step();
    if (table == null) {
      build.holdsBesides(builder.sizeInBytes());
      return false;
    }
    for (RuntimeFilterSource filter : node.runtimeFilters()) {
      if (!node.nullSafe().get(filter.key())) {
        int column = node.rightKeys().get(filter.key());
        context
            .runtimeFilters()
            .publish(filter.filter(), KeyFilters.of(table.rows().column(column)));
      }
    }
    build.publish(table, table.sizeInBytes());
    return true;
  }

  @Override
  public void close() {
    build.close();
  }
}
