package io.thalweg.exec.aggregate;

import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Aggregate.Phase;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.exec.aggregate.continuous.ContinuousAggregateOperator;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Makes the operators of an [Aggregate]: each task groups the rows it gets.
///
/// Rows of one group have to meet in one task, unless the phase is PARTIAL.
public final class HashAggregateFactory implements OperatorFactory {
  private final Aggregate node;
  private final int setColumn;
  private final FactoryContext context;

  public HashAggregateFactory(Aggregate node, FactoryContext context) {
    this.context = context;
    boolean mergesSets = node.phase() == Phase.FINAL && node.groupingSets().size() > 1;
    this.node = mergesSets ? merged(node) : node;
    this.setColumn = mergesSets ? node.keys().size() : -1;
  }

  /// Partial states carry the number of their grouping set in the last column, and NULL where the
  /// set leaves a key out: grouping by all of these keeps the sets apart.
  private static Aggregate merged(Aggregate node) {
    List<Integer> keys = new ArrayList<>(node.keys());
    keys.add(node.input().schema().size() - 1);
    List<Integer> all = IntStream.range(0, keys.size()).boxed().toList();
    return new Aggregate(
        node.id(),
        node.input(),
        keys,
        List.of(all),
        node.calls(),
        node.phase(),
        node.limit(),
        node.schema());
  }

  @Override
  public Operator create(TaskContext task) {
    Optional<NodeStream> stream = context.stream();
    boolean isPartial = node.phase() == Phase.PARTIAL;
    if (stream.isPresent() && !isPartial) {
      return new ContinuousAggregateOperator(node, setColumn, stream.get(), task);
    }
    Optional<SpilledGroups> files =
        context
            .spill()
            .filter(_ -> !isPartial)
            .map(space -> new SpilledGroups(node, setColumn, space, context, task));
    return new HashAggregateOperator(node, setColumn, stream, files, task);
  }
}
