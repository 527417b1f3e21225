package io.thalweg.exec.spill;

import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.operator.TaskContext;
import java.util.List;
import java.util.Optional;

/// Makes operators whose state may be larger than memory of those of another factory.
public final class SpillingFactory implements OperatorFactory {
  private final SpillingOperator.Config config;
  private final SpillSpace space;
  private final FactoryContext context;

  private SpillingFactory(
      SpillingOperator.Config config, SpillSpace space, FactoryContext context) {
    this.config = config;
    this.space = space;
    this.context = context;
  }

  /// `factory`, or one around it when it belongs to a node of a continuous query that keeps state
  /// by key, and there is somewhere to put it.
  public static OperatorFactory around(
      PlanNode node, OperatorFactory factory, FactoryContext context) {
    Optional<SpillSpace> space = context.spill().filter(_ -> context.stream().isPresent());
    if (space.isEmpty()) {
      return factory;
    }
    return StateKeys.of(node)
        .<OperatorFactory>map(
            keys ->
                around(
                    node.name() + " #" + node.id(),
                    factory,
                    keys,
                    node.schema().types(),
                    context,
                    space.get()))
        .orElse(factory);
  }

  /// A factory around that of a node without a plan.
  ///
  /// @param keys by input, the columns whose hash decides the vnode of a row's state
  /// @param types of the output
  public static SpillingFactory around(
      String name,
      OperatorFactory factory,
      List<List<Integer>> keys,
      List<DataType> types,
      FactoryContext context,
      SpillSpace space) {
    boolean isTimed = context.stream().flatMap(facts -> facts.emitOn()).isPresent();
    boolean isGrowing = context.stream().map(facts -> facts.appendOnly()).orElse(false);
    return new SpillingFactory(
        new SpillingOperator.Config(name, factory, keys, types, isTimed, isGrowing),
        space,
        context);
  }

  /// What to say when a node whose state stays in memory has no room for it; empty for a node of
  /// another kind, or when files are of no use.
  public static String advice(PlanNode node, FactoryContext context) {
    boolean isSpilling = context.spill().isPresent() && context.stream().isPresent();
    return isSpilling ? StateKeys.advice(node) : "";
  }

  @Override
  public Operator create(TaskContext task) {
    return new SpillingOperator(config, space, context, task);
  }

  @Override
  public void close() {
    config.factory().close();
  }
}
