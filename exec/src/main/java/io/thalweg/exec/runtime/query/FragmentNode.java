package io.thalweg.exec.runtime.query;

import io.thalweg.core.plan.PlanNode;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.Source;
import io.thalweg.exec.runtime.pipeline.NodeMetrics;
import java.util.List;

/// One plan node of a running fragment: what its tasks are made from, and what they share.
sealed interface FragmentNode extends AutoCloseable {

  PlanNode plan();

  NodeMetrics metrics();

  /// Closes the factories, this node's after those below.
  @Override
  void close();

  /// The name errors and reservations carry.
  default String name() {
    return plan().name() + " #" + plan().id();
  }

  /// Makes the source of a leaf for one task.
  @FunctionalInterface
  interface LeafFactory {
    Source create(NodeTaskContext context);
  }

  /// @param inputs by ordinal
  /// @param advice what to do when its state has no room in memory, or nothing
  record Inner(
      PlanNode plan,
      NodeMetrics metrics,
      OperatorFactory factory,
      List<FragmentNode> inputs,
      String advice)
      implements FragmentNode {
    @Override
    public void close() {
      inputs.forEach(FragmentNode::close);
      factory.close();
    }
  }

  /// @param onClose closes what the sources share
  record Leaf(PlanNode plan, NodeMetrics metrics, LeafFactory factory, Runnable onClose)
      implements FragmentNode {
    @Override
    public void close() {
      onClose.run();
    }
  }
}
