package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Makes the operators of a [NestedLoopJoin] and holds the right rows they share. Rows have to come
/// to the tasks as for a [HashJoinFactory].
public final class NestedLoopJoinFactory implements OperatorFactory {
  private final NestedLoopJoin node;
  private final FactoryContext context;
  private final boolean hasCondition;
  private final SharedBuild<RightSide> build;

  public NestedLoopJoinFactory(NestedLoopJoin node, FactoryContext context) {
    this.node = node;
    this.context = context;
    this.hasCondition = !node.condition().equals(Literal.TRUE);
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
            hasCondition ? Optional.of(node.condition()) : Optional.empty(),
            context,
            task.batchRows());
    return new JoinOperator<>(node.type(), build, new LoopSteps(pairs), pairs, task);
  }

  private final class LoopSteps implements JoinOperator.Steps<RightSide> {
    private final JoinPairs pairs;

    private LoopSteps(JoinPairs pairs) {
      this.pairs = pairs;
    }

    @Override
    public BooleanSupplier startBuild() {
      RightSideBuilder builder = new RightSideBuilder(node.right().schema(), build.takeBatches());
      return () -> isBuilt(builder);
    }

    @Override
    public JoinProbe startProbe(RightSide right) {
      return new NestedLoopProbe(node.type(), hasCondition, right, pairs);
    }
  }

  private boolean isBuilt(RightSideBuilder builder) {
    Batch rows = builder.step();
    if (rows == null) {
      return false;
    }
    RightSide right = new RightSide(rows, List.of(), RightSide.isMarkedBy(node.type()));
    build.publish(right, right.sizeInBytes());
    return true;
  }

  @Override
  public void close() {
    build.close();
  }
}
