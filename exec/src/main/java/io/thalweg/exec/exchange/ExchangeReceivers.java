package io.thalweg.exec.exchange;

import io.thalweg.core.plan.Distribution;
import io.thalweg.core.plan.Distribution.Gather;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Source;
import io.thalweg.exec.operator.TaskContext;
import java.util.ArrayList;
import java.util.List;

/// The receiving end of an exchange at one consuming leaf; makes a source per task.
public final class ExchangeReceivers {
  private final Distribution distribution;
  private final List<TaskQueue> queues;

  ExchangeReceivers(Distribution distribution, List<TaskQueue> queues) {
    this.distribution = distribution;
    this.queues = queues;
  }

  /// @param consumer wakes the task
  public Source create(TaskContext context, Wakeable consumer) {
    if (distribution instanceof Gather gather && !gather.order().isEmpty()) {
      return new MergeSource(
          context.task() == 0 ? merged(consumer) : List.of(), gather.order(), context.batchRows());
    }
    TaskQueue queue = queues.get(context.task());
    queue.setConsumer(consumer);
    return new QueueSource(queue);
  }

  /// The queues to merge, one per producer.
  private List<BatchQueue> merged(Wakeable consumer) {
    List<BatchQueue> merged = new ArrayList<>();
    for (TaskQueue queue : queues) {
      switch (queue) {
        case BatchQueue batches -> merged.add(batches);
        case ChannelQueue _ -> throw new IllegalStateException("streams are not merged in order");
      }
      queue.setConsumer(consumer);
    }
    return merged;
  }

  /// Hands on what comes through one queue.
  private record QueueSource(TaskQueue queue) implements Source {
    @Override
    public Step next(Output out) {
      return queue.poll(out);
    }

    @Override
    public void close() {
      queue.close();
    }
  }
}
