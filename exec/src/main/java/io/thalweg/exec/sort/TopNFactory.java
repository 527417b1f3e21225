package io.thalweg.exec.sort;

import io.thalweg.core.plan.Limit;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.TopN;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;
import java.util.List;
import java.util.function.Function;

/// Makes the operators of a [TopN]: each task keeps the first rows of those it gets. Rows that are
/// equal under the keys are in the order of all columns, so that bounded and continuous queries
/// keep the same ones.
public final class TopNFactory implements OperatorFactory {
  private final Function<TaskContext, Operator> operators;

  /// What is kept.
  ///
  /// @param name of the node, with its id
  record Setting(String name, List<DataType> types, RowOrder order, long limit, long offset) {
    /// The rows that matter, as many as an array can hold.
    int keep() {
      // limit + offset may overflow a long.
      return (int) Math.min(Integer.MAX_VALUE - 8, Math.max(limit, limit + offset));
    }
  }

  private TopNFactory(Function<TaskContext, Operator> operators) {
    this.operators = operators;
  }

  public TopNFactory(TopN node, FactoryContext context) {
    this(operators(setting(node), context));
  }

  private static Setting setting(TopN node) {
    return new Setting(
        node.name() + " #" + node.id(),
        node.schema().types(),
        RowOrder.total(node.keys()),
        node.limit(),
        node.offset());
  }

  private static Function<TaskContext, Operator> operators(
      Setting setting, FactoryContext context) {
    return context.stream()
        .map(stream -> changing(setting, stream))
        .orElse(task -> new TopNOperator(setting, context, task));
  }

  private static Function<TaskContext, Operator> changing(Setting setting, NodeStream stream) {
    boolean appendOnly = stream.inputs().getFirst().appendOnly();
    return task -> new ChangingTopN(setting, appendOnly, task);
  }

  /// A limit over a changelog: which rows it keeps is decided by their columns, so that a row stays
  /// as long as it is there.
  public static TopNFactory of(Limit node, NodeStream stream) {
    Setting setting =
        new Setting(
            node.name() + " #" + node.id(),
            node.schema().types(),
            RowOrder.total(List.<SortKey>of()),
            node.limit(),
            node.offset());
    return new TopNFactory(changing(setting, stream));
  }

  @Override
  public Operator create(TaskContext context) {
    return operators.apply(context);
  }
}
