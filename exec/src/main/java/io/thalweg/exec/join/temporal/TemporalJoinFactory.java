package io.thalweg.exec.join.temporal;

import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.TemporalJoin;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.state.KeyedRows;
import io.thalweg.exec.state.KeyedRowsConfig;
import java.util.List;
import java.util.Optional;

/// Makes the operators of a [TemporalJoin]. All rows with equal keys have to come to one task, in
/// bounded queries too.
public final class TemporalJoinFactory implements OperatorFactory {
  private final TemporalJoin node;
  private final FactoryContext context;

  public TemporalJoinFactory(TemporalJoin node, FactoryContext context) {
    this.node = node;
    this.context = context;
  }

  @Override
  public Operator create(TaskContext task) {
    String owner = node.name() + " #" + node.id();
    Optional<NodeStream> stream = context.stream();
    boolean leftGrows = stream.map(facts -> facts.inputs().get(0).appendOnly()).orElse(true);
    boolean rightGrows = stream.map(facts -> facts.inputs().get(1).appendOnly()).orElse(true);
    TemporalJoinOperator.State state =
        new TemporalJoinOperator.State(
            rows(config(node.left(), node.leftKeys(), leftGrows), stream, owner, task),
            rows(config(node.right(), node.rightKeys(), rightGrows), stream, owner, task),
            task.reserve(owner));
    JoinPairs pairs =
        JoinPairs.of(
            node.left().schema(),
            node.right().schema(),
            node.residual(),
            context,
            2 * Math.max(1, task.batchRows() / 2));
    return new TemporalJoinOperator(node, stream, state, pairs);
  }

  private static KeyedRowsConfig config(PlanNode input, List<Integer> keys, boolean appendOnly) {
    return new KeyedRowsConfig(input.schema().types(), keys, appendOnly);
  }

  private static KeyedRows rows(
      KeyedRowsConfig config, Optional<NodeStream> stream, String owner, TaskContext task) {
    boolean ages = stream.map(facts -> facts.ttlMicros().isPresent()).orElse(false);
    return new KeyedRows(config.timed(ages), task.reserve(owner));
  }
}
