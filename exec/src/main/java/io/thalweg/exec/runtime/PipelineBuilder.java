package io.thalweg.exec.runtime;

import io.thalweg.exec.exchange.TaskOutput;
import io.thalweg.exec.runtime.SourceStage.Demand;
import java.util.ArrayList;
import java.util.List;

/// Makes the stages of one task from the nodes of its fragment. Used once.
final class PipelineBuilder {
  private final FragmentRun fragment;
  private final int index;
  private final Task task;
  private final List<Stage> stages = new ArrayList<>();
  private final List<Integer> above = new ArrayList<>();

  PipelineBuilder(FragmentRun fragment, int index, Task task) {
    this.fragment = fragment;
    this.index = index;
    this.task = task;
  }

  Pipeline build(FragmentNode root, TaskOutput output) {
    try {
      Slot slot = new Slot(root.metrics());
      Stage top = add(root, slot, () -> true, 0);
      stages.addFirst(new OutputStage(top, slot, output));
      above.addFirst(0);
      return new Pipeline(stages, above, fragment.context().config().clock());
    } catch (RuntimeException | Error e) {
      stages.reversed().forEach(Stage::close);
      throw e;
    }
  }

  /// @param parent position of the stage above, once the output stage stands in front
  private Stage add(FragmentNode node, Slot output, Demand demand, int parent) {
    NodeTaskContext context = new NodeTaskContext(fragment, node.metrics(), task, index);
    node.metrics().start();
    above.add(parent);
    return switch (node) {
      case FragmentNode.Leaf leaf -> {
        SourceStage stage =
            new SourceStage(
                node.name(), leaf.factory().create(context), output, node.metrics(), demand);
        stages.add(stage);
        yield stage;
      }
      case FragmentNode.Inner inner -> addInner(inner, context, output, demand);
    };
  }

  private Stage addInner(
      FragmentNode.Inner node, NodeTaskContext context, Slot output, Demand demand) {
    OperatorStage stage =
        new OperatorStage(
            node.name(), node.factory().create(context), output, node.metrics(), demand);
    stages.add(stage);
    int position = stages.size();
    for (int i = 0; i < node.inputs().size(); i++) {
      int ordinal = i;
      FragmentNode input = node.inputs().get(i);
      Slot slot = new Slot(input.metrics());
      stage.addInput(add(input, slot, () -> stage.wants(ordinal), position), slot);
    }
    return stage;
  }
}
