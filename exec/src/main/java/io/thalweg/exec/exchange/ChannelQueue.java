package io.thalweg.exec.exchange;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.data.Signal.Watermark;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The queue of a continuous query: a channel per producing task, so that barriers can be aligned.
///
/// A channel that has reached its barrier is held until all others have reached theirs or have
/// ended; then the consumer gets the least of their watermarks, if that is news, and the barrier
/// once. Each channel has room of its own: what waits behind a barrier leaves the others theirs, so
/// that they can reach the barrier too. Signals always find room.
///
/// ```
/// producer 0:  batch batch | barrier 7 | batch          held
/// producer 1:  batch batch batch                        read until its barrier 7 comes
/// producer 2:  (ended)                                  counts as reached
/// ```
public final class ChannelQueue implements TaskQueue {
  private final int capacity;
  private final MemoryReservation memory;
  private final List<Channel> channels = new ArrayList<>();
  private @Nullable Wakeable consumer;
  private boolean consumerWaits;
  private volatile boolean closed;
  private int next;
  private final WatermarkMerge watermark = new WatermarkMerge();
  private @Nullable Barrier aligned;

  /// A batch with its size, or a signal.
  private record Entry(@Nullable Batch batch, long bytes, @Nullable Signal signal) {}

  /// @param capacity batches from which on a channel is full
  /// @param memory the queue's own; closed by it
  /// @param producers tasks that will put
  ChannelQueue(int capacity, MemoryReservation memory, int producers) {
    this.capacity = capacity;
    this.memory = memory;
    for (int i = 0; i < producers; i++) {
      channels.add(new Channel());
    }
  }

  /// One producer's rows and signals, in order.
  final class Channel implements Inlet {
    private final Deque<Entry> entries = new ArrayDeque<>();
    private @Nullable Wakeable producer;
    private boolean producerWaits;
    private boolean ended;
    private int batches;
    private long micros = Long.MIN_VALUE;
    private @Nullable Barrier barrier;

    @Override
    public boolean isFull() {
      synchronized (ChannelQueue.this) {
        if (closed || batches < capacity) {
          return false;
        }
        producerWaits = true;
        return true;
      }
    }

    @Override
    public boolean isClosed() {
      return closed;
    }

    @Override
    public void put(Batch batch) {
      add(new Entry(batch, BatchBytes.of(batch), null));
    }

    @Override
    public void put(Signal signal) {
      add(new Entry(null, 0, signal));
    }

    private void add(Entry entry) {
      Wakeable waiting;
      synchronized (ChannelQueue.this) {
        if (closed) {
          return;
        }
        memory.add(entry.bytes());
        entries.addLast(entry);
        batches += entry.batch() == null ? 0 : 1;
        waiting = takeConsumer();
      }
      wake(waiting);
    }

    @Override
    public void end() {
      Wakeable waiting;
      synchronized (ChannelQueue.this) {
        ended = true;
        waiting = takeConsumer();
      }
      wake(waiting);
    }

    /// The next batch; takes in the signals before it. Null when there is none or it is held.
    private @Nullable Entry take() {
      while (barrier == null) {
        Entry entry = entries.pollFirst();
        if (entry == null || entry.batch() != null) {
          return entry;
        }
        switch (entry.signal()) {
          case Watermark(long its) -> micros = its;
          case Barrier its -> barrier = its;
          case Signal.End _ -> ended = true;
          case null -> throw new IllegalStateException("neither a batch nor a signal");
        }
      }
      return null;
    }

    private boolean isAtBarrier() {
      return barrier != null || isOver();
    }

    private boolean isOver() {
      return ended && entries.isEmpty();
    }

    /// The producer, when it waits and half of its room is free again.
    private @Nullable Wakeable takeProducer() {
      if (!producerWaits || batches > capacity / 2) {
        return null;
      }
      producerWaits = false;
      return producer;
    }
  }

  /// The end that `producer`, the task with this position, puts into.
  synchronized Inlet inlet(int task, Wakeable producer) {
    Channel channel = channels.get(task);
    channel.producer = producer;
    return channel;
  }

  @Override
  public synchronized void setConsumer(Wakeable task) {
    consumer = task;
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

  @Override
  public Source.Step poll(Output out) {
    Entry entry;
    Wakeable waiting;
    synchronized (this) {
      entry = takeBatch();
      waiting = entry == null ? null : channels.get(next).takeProducer();
      if (entry == null) {
        entry = takeSignal();
      }
      if (entry == null) {
        boolean finished = isFinished();
        consumerWaits = !finished;
        return finished ? Source.Step.FINISHED : Source.Step.BLOCKED;
      }
    }
    wake(waiting);
    hand(entry, out);
    return Source.Step.EMITTED;
  }

  private static void hand(Entry entry, Output out) {
    if (entry.batch() != null) {
      out.emit(entry.batch());
      return;
    }
    switch (entry.signal()) {
      case Watermark(long micros) -> out.watermark(micros);
      case Barrier barrier -> out.barrier(barrier);
      case Signal.End _ -> throw new IllegalStateException("ends are not handed out");
      case null -> throw new IllegalStateException("neither a batch nor a signal");
    }
  }

  /// The next batch of the channels in turn; [#next] is then the one it came from.
  private @Nullable Entry takeBatch() {
    if (aligned != null) {
      return null;
    }
    for (int i = 0; i < channels.size(); i++) {
      int position = (next + 1 + i) % channels.size();
      Channel channel = channels.get(position);
      Entry entry = channel.take();
      if (entry != null) {
        memory.add(-entry.bytes());
        channel.batches--;
        next = position;
        return entry;
      }
    }
    return null;
  }

  /// Once all channels have reached the barrier: the watermark if it has risen, then the barrier.
  private @Nullable Entry takeSignal() {
    if (aligned == null && !align()) {
      return null;
    }
    long least = Long.MAX_VALUE;
    for (Channel channel : channels) {
      least = channel.isOver() ? least : Math.min(least, channel.micros);
    }
    long risen = watermark.advance(least);
    if (risen != WatermarkMerge.NOTHING) {
      return new Entry(null, 0, new Watermark(risen));
    }
    Barrier barrier = aligned;
    aligned = null;
    channels.forEach(channel -> channel.barrier = null);
    return new Entry(null, 0, barrier);
  }

  /// Whether all channels have reached a barrier or their end, at least one of them a barrier.
  private boolean align() {
    Barrier reached = null;
    for (Channel channel : channels) {
      if (!channel.isAtBarrier()) {
        return false;
      }
      reached = channel.barrier == null ? reached : channel.barrier;
    }
    aligned = reached;
    return reached != null;
  }

  @Override
  public synchronized boolean hasNews() {
    if (aligned != null || isFinished()) {
      return true;
    }
    boolean allReached = true;
    for (Channel channel : channels) {
      if (channel.barrier == null && !channel.entries.isEmpty()) {
        return true;
      }
      allReached &= channel.isAtBarrier();
    }
    return allReached;
  }

  @Override
  public synchronized boolean isFinished() {
    return closed || channels.stream().allMatch(Channel::isOver);
  }

  @Override
  public void close() {
    List<Wakeable> waiting = new ArrayList<>();
    synchronized (this) {
      closed = true;
      memory.close();
      for (Channel channel : channels) {
        channel.entries.clear();
        channel.batches = 0;
        Wakeable producer = channel.takeProducer();
        if (producer != null) {
          waiting.add(producer);
        }
      }
    }
    waiting.forEach(Wakeable::wake);
  }
}
