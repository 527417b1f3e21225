package io.thalweg.exec.exchange;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bounded queue of batches between tasks: any number of producers, one consumer. Thread-safe,
/// never blocks; says when it is full, and wakes the tasks that saw it full or empty.
///
/// The bound is soft: producers look before they put, so each may put one batch too many. Batches
/// are accounted while they wait.
///
/// ```
/// OPEN ── last producer ends ──> ENDED (the consumer empties it)
///   └──────── consumer closes ──> CLOSED (what is put is dropped)
/// ```
public final class BatchQueue implements TaskQueue, Inlet {
  private final int capacity;
  private final MemoryReservation memory;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final List<Wakeable> producers = new ArrayList<>();
  private int openProducers;
  private @Nullable Wakeable consumer;
  private boolean consumerWaits;
  private boolean producersWait;
  private volatile boolean closed;

  private record Entry(Batch batch, long bytes) {}

  /// @param capacity batches from which on the queue is full
  /// @param memory the queue's own; closed by it
  /// @param producers tasks that will call [#end]
  public BatchQueue(int capacity, MemoryReservation memory, int producers) {
    this.capacity = capacity;
    this.memory = memory;
    this.openProducers = producers;
  }

  synchronized void addProducer(Wakeable producer) {
    producers.add(producer);
  }

  @Override
  public synchronized void setConsumer(Wakeable task) {
    consumer = task;
  }

  @Override
  public synchronized boolean isFull() {
    if (closed || entries.size() < capacity) {
      return false;
    }
    producersWait = true;
    return true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  /// @throws io.thalweg.core.error.ThalwegException MEMORY_LIMIT_EXCEEDED
  @Override
  public void put(Batch batch) {
    long bytes = BatchBytes.of(batch);
    Wakeable waiting;
    synchronized (this) {
      if (closed) {
        return;
      }
      memory.add(bytes);
      entries.addLast(new Entry(batch, bytes));
      waiting = takeConsumer();
    }
    wake(waiting);
  }

  /// Bounded queries have none.
  @Override
  public void put(Signal signal) {
    throw new IllegalStateException(signal + " in a queue of bounded rows");
  }

  private @Nullable Wakeable takeConsumer() {
    Wakeable waiting = consumerWaits ? consumer : null;
    consumerWaits = false;
    return waiting;
  }

  private static void wake(@Nullable Wakeable waiting) {
    if (waiting != null) {
      waiting.wake();
    }
  }

  /// The next batch; null when there is none now. Remembers that the consumer waits.
  @Nullable Batch poll() {
    Batch batch = null;
    List<Wakeable> waiting;
    synchronized (this) {
      Entry entry = entries.pollFirst();
      if (entry == null) {
        consumerWaits = true;
        return null;
      }
      batch = entry.batch();
      memory.add(-entry.bytes());
      waiting = entries.size() <= capacity / 2 ? takeProducers() : List.of();
    }
    waiting.forEach(Wakeable::wake);
    return batch;
  }

  private List<Wakeable> takeProducers() {
    List<Wakeable> waiting = producersWait ? List.copyOf(producers) : List.of();
    producersWait = false;
    return waiting;
  }

  @Override
  public void end() {
    Wakeable waiting;
    synchronized (this) {
      openProducers--;
      waiting = takeConsumer();
    }
    wake(waiting);
  }

  @Override
  public Source.Step poll(Output out) {
    // Polled first: from then on the queue knows that somebody waits, and wakes for what follows.
    Batch batch = poll();
    if (batch != null) {
      out.emit(batch);
      return Source.Step.EMITTED;
    }
    return isFinished() ? Source.Step.FINISHED : Source.Step.BLOCKED;
  }

  @Override
  public synchronized boolean hasNews() {
    return !entries.isEmpty() || isFinished();
  }

  @Override
  public synchronized boolean isFinished() {
    return closed || (openProducers <= 0 && entries.isEmpty());
  }

  @Override
  public void close() {
    List<Wakeable> waiting;
    synchronized (this) {
      closed = true;
      entries.clear();
      memory.close();
      waiting = takeProducers();
    }
    waiting.forEach(Wakeable::wake);
  }
}
