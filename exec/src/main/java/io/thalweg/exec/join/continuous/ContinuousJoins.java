package io.thalweg.exec.join.continuous;

import io.thalweg.core.data.Batch;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.join.pair.KeyColumns;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.state.KeyedRows;
import io.thalweg.exec.state.KeyedRowsConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Makes the continuous form of join nodes: [ContinuousJoin]s.
///
/// All rows with equal keys have to come to one task; all rows of a join without keys, and of NOT
/// IN, to the only task.
public final class ContinuousJoins {
  private static final List<String> SIDES = List.of("left", "right");

  private final PlanNode node;
  private final JoinType type;
  private final List<KeyColumns> keys;
  private final NodeStream stream;
  private final TaskContext task;
  private final JoinPairs pairs;

  private ContinuousJoins(
      PlanNode node,
      JoinType type,
      List<KeyColumns> keys,
      NodeStream stream,
      TaskContext task,
      JoinPairs pairs) {
    this.node = node;
    this.type = type;
    this.keys = keys;
    this.stream = stream;
    this.task = task;
    this.pairs = pairs;
  }

  /// One task of `node`.
  ///
  /// @param stream what the plan says of the node
  public static Operator of(
      HashJoin node, NodeStream stream, FactoryContext context, TaskContext task) {
    List<KeyColumns> keys =
        List.of(
            new KeyColumns(node.leftKeys(), node.nullSafe()),
            new KeyColumns(node.rightKeys(), node.nullSafe()));
    JoinPairs pairs = pairs(node, node.residual(), context, task);
    return new ContinuousJoins(node, node.type(), keys, stream, task, pairs).operator();
  }

  /// One task of `node`, which has no keys.
  ///
  /// @param stream what the plan says of the node
  public static Operator of(
      NestedLoopJoin node, NodeStream stream, FactoryContext context, TaskContext task) {
    KeyColumns none = new KeyColumns(List.of(), List.of());
    boolean hasCondition = !node.condition().equals(Literal.TRUE);
    JoinPairs pairs =
        pairs(node, Optional.of(node.condition()).filter(_ -> hasCondition), context, task);
    return new ContinuousJoins(node, node.type(), List.of(none, none), stream, task, pairs)
        .operator();
  }

  private static JoinPairs pairs(
      PlanNode node, Optional<Expression> condition, FactoryContext context, TaskContext task) {
    Schema left = node.inputs().get(0).schema();
    Schema right = node.inputs().get(1).schema();
    return JoinPairs.of(left, right, condition, context, task.batchRows());
  }

  private Operator operator() {
    boolean notIn = type == JoinType.NULL_AWARE_ANTI;
    NullableKeys nulls = notIn ? new NullableKeys(keys.get(0), keys.get(1)) : null;
    ContinuousJoin.Config config =
        new ContinuousJoin.Config(type, nulls, stream.ttlMicros(), task.batchRows());
    UnaryOperator<Batch> alone = UnaryOperator.identity();
    JoinInput left =
        input(0, Presence.ofLeft(type), type.keepsLeft() ? pairs::leftAlone : alone, notIn);
    JoinInput right =
        input(1, Presence.ofRight(type), type.keepsRight() ? pairs::rightAlone : alone, notIn);
    return new ContinuousJoin(config, left, right, pairs, task.reserve(owner()));
  }

  private JoinInput input(
      int ordinal, Presence presence, UnaryOperator<Batch> shape, boolean withNulls) {
    boolean kept =
        !ContinuousJoin.Config.waits(
            ordinal, stream.inputs().get(0).bounded(), stream.inputs().get(1).bounded());
    String part = SIDES.get(ordinal);
    return new JoinInput(
        stream.inputs().get(ordinal),
        keys.get(ordinal),
        presence,
        shape,
        kept ? side(ordinal, part, presence) : null,
        kept && withNulls ? side(ordinal, part + " with nulls", presence) : null);
  }

  private JoinSide side(int ordinal, String part, Presence presence) {
    boolean counts = presence != Presence.NEVER;
    KeyedRowsConfig config =
        new KeyedRowsConfig(
            node.inputs().get(ordinal).schema().types(),
            keys.get(ordinal).ordinals(),
            stream.inputs().get(ordinal).appendOnly() && !counts,
            counts,
            stream.ttlMicros().isPresent() && !stream.inputs().get(ordinal).bounded());
    return new JoinSide(part, new KeyedRows(config, task.reserve(owner())), presence);
  }

  private String owner() {
    return node.name() + " #" + node.id();
  }
}
