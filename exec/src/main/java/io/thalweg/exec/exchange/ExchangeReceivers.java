package io.thalweg.exec.exchange;

import io.thalweg.core.data.Batch;
import io.thalweg.core.plan.Distribution;
import io.thalweg.core.plan.Distribution.Gather;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Source;
import io.thalweg.exec.operator.TaskContext;
import java.util.List;

/// The receiving end of an exchange at one consuming leaf; makes a source per task.
public final class ExchangeReceivers {
  private final Distribution distribution;
  private final List<BatchQueue> queues;

  ExchangeReceivers(Distribution distribution, List<BatchQueue> queues) {
    this.distribution = distribution;
    this.queues = queues;
  }

  /// @param consumer wakes the task
  public Source create(TaskContext context, Wakeable consumer) {
    if (distribution instanceof Gather gather && !gather.order().isEmpty()) {
      List<BatchQueue> own = context.task() == 0 ? queues : List.of();
      own.forEach(queue -> queue.setConsumer(consumer));
      return new MergeSource(own, gather.order(), context.batchRows());
    }
    BatchQueue queue = queues.get(context.task());
    queue.setConsumer(consumer);
    return new QueueSource(queue);
  }

  /// Hands on the batches of one queue.
  private record QueueSource(BatchQueue queue) implements Source {
    @Override
    public Step next(Output out) {
      // Polled first: from then on the queue knows that somebody waits, and wakes for what follows.
      Batch batch = queue.poll();
      if (batch != null) {
        out.emit(batch);
        return Step.EMITTED;
      }
      return queue.isFinished() ? Step.FINISHED : Step.BLOCKED;
    }

    @Override
    public void close() {
      queue.close();
    }
  }
}
