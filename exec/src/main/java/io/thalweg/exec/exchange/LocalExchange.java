package io.thalweg.exec.exchange;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Distribution;
import io.thalweg.core.plan.Distribution.Broadcast;
import io.thalweg.core.plan.Distribution.Gather;
import io.thalweg.core.plan.Distribution.Hash;
import io.thalweg.core.plan.Distribution.RoundRobin;
import io.thalweg.core.plan.ExchangeSource;
import java.util.ArrayList;
import java.util.List;

/// Everything between the tasks of one producing fragment and those of the fragments that consume
/// it. Thread-safe once all consumers are added; one per fragment and running query.
///
/// Several consumers (a plan that uses one fragment twice) each get all rows. The exchange is then
/// full only when *every* consumer is: one of them may wait for the other's result, and holding the
/// producer back would lock them both. What the slower one has to catch up with is accounted.
///
/// A fragment that never ends has an exchange of channels instead, which carries signals. There any
/// full consumer holds the producer back, or its queue would grow for ever: no operator waits for
/// the end of such rows. Rows come in no order there, because each epoch adds to all before.
public final class LocalExchange {
  private static final int BATCHES_PER_PRODUCER = 4;

  private final int producers;
  private final int batchRows;
  private final boolean continuous;
  private final List<Consumer> consumers = new ArrayList<>();

  /// One consuming leaf.
  ///
  /// @param queues per consuming task; for a merge per producing task instead
  private record Consumer(Distribution distribution, List<TaskQueue> queues) {}

  /// @param producers tasks of the producing fragment
  /// @param continuous whether they never end by themselves, and send signals
  public LocalExchange(int producers, int batchRows, boolean continuous) {
    this.producers = producers;
    this.batchRows = batchRows;
    this.continuous = continuous;
  }

  /// Connects a consuming leaf, before any task starts.
  ///
  /// @param tasks of the consuming fragment
  /// @param memory the leaf's account
  /// @return makes the leaf's source for each task
  public ExchangeReceivers addConsumer(ExchangeSource node, int tasks, MemoryPool memory) {
    Distribution distribution = continuous ? unordered(node.distribution()) : node.distribution();
    String owner = node.name() + " #" + node.id();
    List<TaskQueue> queues = new ArrayList<>();
    int count = isMerge(distribution) ? producers : tasks;
    for (int i = 0; i < count; i++) {
      queues.add(queue(memory.reservation(owner), senders(distribution, i)));
    }
    consumers.add(new Consumer(distribution, queues));
    return new ExchangeReceivers(distribution, queues);
  }

  private static boolean isMerge(Distribution distribution) {
    return distribution instanceof Gather gather && !gather.order().isEmpty();
  }

  private static Distribution unordered(Distribution distribution) {
    return isMerge(distribution) ? new Gather(List.of()) : distribution;
  }

  private TaskQueue queue(MemoryReservation memory, int senders) {
    return continuous
        ? new ChannelQueue(BATCHES_PER_PRODUCER, memory, senders)
        : new BatchQueue(BATCHES_PER_PRODUCER * Math.max(1, senders), memory, senders);
  }

  /// Makes the rows the result of the query: all of them come through one queue.
  ///
  /// @param memory the queue's own; closed by it
  public TaskQueue addResult(MemoryReservation memory) {
    TaskQueue queue = queue(memory, producers);
    consumers.add(new Consumer(new Gather(List.of()), List.of(queue)));
    return queue;
  }

  /// How many tasks put into a queue: a plain gather leaves all but the first without any.
  private int senders(Distribution distribution, int queue) {
    return switch (distribution) {
      case Gather gather when !gather.order().isEmpty() -> 1;
      case Gather _ -> queue == 0 ? producers : 0;
      case Hash _, Broadcast _, RoundRobin _ -> producers;
    };
  }

  /// The output of producing task `task`, which `producer` wakes.
  public TaskOutput output(int task, Wakeable producer) {
    List<ExchangeOutput.Edge> edges = new ArrayList<>();
    for (Consumer consumer : consumers) {
      List<Inlet> inlets =
          reachable(consumer, task).stream().map(queue -> inlet(queue, task, producer)).toList();
      edges.add(new ExchangeOutput.Edge(route(consumer.distribution(), inlets, task), inlets));
    }
    return new ExchangeOutput(edges, continuous);
  }

  private static Inlet inlet(TaskQueue queue, int task, Wakeable producer) {
    return switch (queue) {
      case ChannelQueue channels -> channels.inlet(task, producer);
      case BatchQueue batches -> {
        batches.addProducer(producer);
        yield batches;
      }
    };
  }

  private static List<TaskQueue> reachable(Consumer consumer, int task) {
    return switch (consumer.distribution()) {
      case Gather gather -> List.of(consumer.queues().get(gather.order().isEmpty() ? 0 : task));
      case Hash _, Broadcast _, RoundRobin _ -> consumer.queues();
    };
  }

  private Route route(Distribution distribution, List<Inlet> queues, int task) {
    return switch (distribution) {
      case Gather _, Broadcast _ -> new BroadcastRoute(queues);
      case Hash hash -> new HashRoute(queues, hash.columns(), batchRows);
      case RoundRobin _ -> new RoundRobinRoute(queues, task);
    };
  }

  /// Frees everything that waits; for the end of the query.
  public void close() {
    consumers.forEach(consumer -> consumer.queues().forEach(TaskQueue::close));
  }
}
