package io.thalweg.exec.join;

import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.HashJoin.RuntimeFilterSource;
import io.thalweg.core.plan.JoinType;
import io.thalweg.exec.join.continuous.ContinuousJoins;
import io.thalweg.exec.join.filter.KeyFilters;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.join.pair.KeyColumns;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Makes the operators of a [HashJoin] and holds the table they share.
///
/// Each right row has to come to one task, any one; or to all of them by a broadcast, which is then
/// used once. Each left row has to come to one task.
public final class HashJoinFactory implements OperatorFactory {
  private final HashJoin node;
  private final FactoryContext context;
  private final SharedBuild<JoinTable> build;
  private final Optional<GraceJoin<JoinTable>> grace;

  public HashJoinFactory(HashJoin node, FactoryContext context) {
    this.node = node;
    this.context = context;
    this.build = build();
    this.grace =
        context
            .spill()
            .filter(_ -> context.stream().isEmpty())
            .map(space -> new GraceJoin<>(settings(), build, space, context));
  }

  private SharedBuild<JoinTable> build() {
    String owner = node.name() + " #" + node.id();
    return new SharedBuild<>(owner, node.right(), context.memory().reservation(owner));
  }

  /// A NULL on the right side of NOT IN concerns all left rows: they cannot be divided.
  private GraceJoin.Settings<JoinTable> settings() {
    boolean isDivided = node.type() != JoinType.NULL_AWARE_ANTI;
    return new GraceJoin.Settings<>(
        node.type(),
        isDivided ? node.leftKeys() : List.of(),
        isDivided ? node.rightKeys() : List.of(),
        this::pass);
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
    JoinOperator<JoinTable> whole =
        new JoinOperator<>(node.type(), build, new HashSteps(node, build, pairs), pairs, task);
    return grace
        .<Operator>map(files -> new GraceJoinOperator<>(files, whole, pairs, task))
        .orElse(whole);
  }

  private JoinPairs pairs(TaskContext task) {
    return JoinPairs.of(
        node.left().schema(), node.right().schema(), node.residual(), context, task.batchRows());
  }

  /// The same join of some of the rows, as another type.
  private GraceJoin.Pass<JoinTable> pass(JoinType type, JoinPairs pairs, TaskContext task) {
    HashJoin part =
        new HashJoin(
            node.id(),
            node.left(),
            node.right(),
            type,
            node.leftKeys(),
            node.rightKeys(),
            node.nullSafe(),
            node.residual(),
            List.of(),
            node.schema());
    SharedBuild<JoinTable> own = build();
    own.register(task);
    return new GraceJoin.Pass<>(
        own, new JoinOperator<>(type, own, new HashSteps(part, own, pairs), pairs, task));
  }

  private final class HashSteps implements JoinOperator.Steps<JoinTable> {
    private final HashJoin join;
    private final SharedBuild<JoinTable> to;
    private final JoinPairs pairs;

    private HashSteps(HashJoin join, SharedBuild<JoinTable> to, JoinPairs pairs) {
      this.join = join;
      this.to = to;
      this.pairs = pairs;
    }

    @Override
    public BooleanSupplier startBuild() {
      boolean keepsAll =
          RightSide.isMarkedBy(join.type()) || join.type() == JoinType.NULL_AWARE_ANTI;
      KeyColumns keys = new KeyColumns(join.rightKeys(), join.nullSafe());
      JoinTableBuilder builder =
          new JoinTableBuilder(join.right().schema(), keys, to.takeBatches(), keepsAll);
      return () -> isBuilt(builder, join, to);
    }

    @Override
    public JoinProbe startProbe(JoinTable right) {
      return new HashProbe(join, right, pairs);
    }
  }

  private boolean isBuilt(JoinTableBuilder builder, HashJoin join, SharedBuild<JoinTable> to) {
    JoinTable table = builder.step();
    if (table == null) {
      to.holdsBesides(builder.sizeInBytes());
      return false;
    }
    for (RuntimeFilterSource filter : join.runtimeFilters()) {
      if (!join.nullSafe().get(filter.key())) {
        int column = join.rightKeys().get(filter.key());
        context
            .runtimeFilters()
            .publish(filter.filter(), KeyFilters.of(table.rows().column(column)));
      }
    }
    to.publish(table, table.sizeInBytes());
    return true;
  }

  @Override
  public void close() {
    grace.ifPresent(GraceJoin::close);
    build.close();
  }
}
