package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.exec.join.continuous.ContinuousJoins;
import io.thalweg.exec.join.pair.JoinPairs;
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
  private final Optional<GraceJoin<RightSide>> grace;

  public NestedLoopJoinFactory(NestedLoopJoin node, FactoryContext context) {
    this.node = node;
    this.context = context;
    this.hasCondition = !node.condition().equals(Literal.TRUE);
    this.build = build();
    this.grace =
        context
            .spill()
            .filter(_ -> context.stream().isEmpty())
            .map(space -> new GraceJoin<>(settings(), build, space, context));
  }

  private SharedBuild<RightSide> build() {
    String owner = node.name() + " #" + node.id();
    return new SharedBuild<>(owner, node.right(), context.memory().reservation(owner));
  }

  private GraceJoin.Settings<RightSide> settings() {
    return new GraceJoin.Settings<>(node.type(), List.of(), List.of(), this::pass);
  }

  @Override
  public Operator create(TaskContext task) {
    return context.stream()
        .map(stream -> ContinuousJoins.of(node, stream, context, task))
        .orElseGet(() -> bounded(task));
  }

  private Operator bounded(TaskContext task) {
    build.register(task);
    JoinPairs pairs = pairs(task);
    JoinOperator<RightSide> whole = operator(node.type(), build, pairs, task);
    return grace
        .<Operator>map(files -> new GraceJoinOperator<>(files, whole, pairs, task))
        .orElse(whole);
  }

  private JoinPairs pairs(TaskContext task) {
    return JoinPairs.of(
        node.left().schema(),
        node.right().schema(),
        hasCondition ? Optional.of(node.condition()) : Optional.empty(),
        context,
        task.batchRows());
  }

  private JoinOperator<RightSide> operator(
      JoinType type, SharedBuild<RightSide> to, JoinPairs pairs, TaskContext task) {
    return new JoinOperator<>(type, to, new LoopSteps(type, to, pairs), pairs, task);
  }

  /// The same join of some of the rows, as another type.
  private GraceJoin.Pass<RightSide> pass(JoinType type, JoinPairs pairs, TaskContext task) {
    SharedBuild<RightSide> own = build();
    own.register(task);
    return new GraceJoin.Pass<>(own, operator(type, own, pairs, task));
  }

  private final class LoopSteps implements JoinOperator.Steps<RightSide> {
    private final JoinType type;
    private final SharedBuild<RightSide> to;
    private final JoinPairs pairs;

    private LoopSteps(JoinType type, SharedBuild<RightSide> to, JoinPairs pairs) {
      this.type = type;
      this.to = to;
      this.pairs = pairs;
    }

    @Override
    public BooleanSupplier startBuild() {
      RightSideBuilder builder = new RightSideBuilder(node.right().schema(), to.takeBatches());
      return () -> isBuilt(builder);
    }

    private boolean isBuilt(RightSideBuilder builder) {
      Batch rows = builder.step();
      if (rows == null) {
        return false;
      }
      RightSide right = new RightSide(rows, List.of(), RightSide.isMarkedBy(type));
      to.publish(right, right.sizeInBytes());
      return true;
    }

    @Override
    public JoinProbe startProbe(RightSide right) {
      return new NestedLoopProbe(type, hasCondition, right, pairs);
    }
  }

  @Override
  public void close() {
    grace.ifPresent(GraceJoin::close);
    build.close();
  }
}
