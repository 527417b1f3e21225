package io.thalweg.exec.runtime.query;

import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.exec.checkpoint.Restored;
import io.thalweg.exec.exchange.TaskOutput;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Source;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.runtime.pipeline.OperatorStage;
import io.thalweg.exec.runtime.pipeline.OutputStage;
import io.thalweg.exec.runtime.pipeline.Pipeline;
import io.thalweg.exec.runtime.pipeline.Slot;
import io.thalweg.exec.runtime.pipeline.Snapshots;
import io.thalweg.exec.runtime.pipeline.SourceStage;
import io.thalweg.exec.runtime.pipeline.SourceStage.Demand;
import io.thalweg.exec.runtime.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

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
      stages.addFirst(new OutputStage(top, slot, output, this::passed));
      above.addFirst(0);
      return new Pipeline(stages, above, fragment.context().config().clock());
    } catch (RuntimeException | Error e) {
      stages.reversed().forEach(Stage::close);
      throw e;
    }
  }

  private void passed(Barrier barrier) {
    fragment.context().stream().ifPresent(stream -> stream.coordinator().passed(task, barrier));
  }

  /// Where `node` writes its state.
  private Snapshots snapshots(FragmentNode node) {
    return fragment.context().stream()
        .<Snapshots>map(stream -> new NodeSnapshots(stream, node))
        .orElse(Snapshots.NONE);
  }

  private final class NodeSnapshots implements Snapshots {
    private final StreamContext stream;
    private final FragmentNode node;

    private NodeSnapshots(StreamContext stream, FragmentNode node) {
      this.stream = stream;
      this.node = node;
    }

    @Override
    public StateWriter at(Barrier barrier) {
      String identity = stream.shape().identity(node.plan());
      return stream.coordinator().durability().writer(identity, index, task::wake);
    }

    @Override
    public void unwritten() {
      stream.coordinator().unwritten();
    }

    @Override
    public void written() {
      stream.coordinator().written();
    }
  }

  /// Hands `node` its state of the checkpoint that the query goes on from, if there is any.
  private void restore(FragmentNode node, IntPredicate owned, Consumer<StateReader> restore) {
    StreamContext stream = fragment.context().stream().orElse(null);
    if (stream != null && stream.restored().isPresent()) {
      Restored from = stream.restored().orElseThrow();
      String identity = stream.shape().identity(node.plan());
      if (from.identities().contains(identity)) {
        restore.accept(from.reader(identity, owned));
      }
    }
  }

  /// @param parent position of the stage above, once the output stage stands in front
  private Stage add(FragmentNode node, Slot output, Demand demand, int parent) {
    NodeTaskContext context = new NodeTaskContext(fragment, node.metrics(), task, index);
    node.metrics().start();
    above.add(parent);
    return switch (node) {
      case FragmentNode.Leaf leaf -> {
        Source source = leaf.factory().create(context);
        SourceStage stage =
            new SourceStage(node.name(), source, output, node.metrics(), demand, snapshots(node));
        stages.add(stage);
        restore(node, _ -> true, source::restore);
        yield stage;
      }
      case FragmentNode.Inner inner -> addInner(inner, context, output, demand);
    };
  }

  private Stage addInner(
      FragmentNode.Inner node, NodeTaskContext context, Slot output, Demand demand) {
    Operator operator = node.factory().create(context);
    OperatorStage stage =
        new OperatorStage(
            node.name(), node.advice(), operator, output, node.metrics(), demand, snapshots(node));
    stages.add(stage);
    restore(node, context::owns, operator::restore);
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
