package io.thalweg.exec.checkpoint;

import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.CheckpointStore;
import io.thalweg.exec.checkpoint.Manifest.Content;
import io.thalweg.exec.checkpoint.Manifest.Segment;
import io.thalweg.exec.checkpoint.segment.SegmentBytes;
import io.thalweg.exec.checkpoint.segment.SegmentEncoder;
import io.thalweg.exec.checkpoint.segment.SegmentFrame.Sealed;
import io.thalweg.exec.checkpoint.segment.StateRows;
import io.thalweg.exec.operator.BlockingCalls;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Encodes and puts the segments of one checkpoint behind the tasks' backs. Thread-safe.
///
/// One segment at a time: encoding is work for a processor, and the tasks need those. After the
/// first failure the rest is dropped.
final class SegmentWrites {
  private static final int FIRST_BUFFER = 1 << 20;

  private final CheckpointStore store;
  private final IntFunction<String> keys;
  private final BlockingCalls blocking;
  private final Deque<Draft> queue = new ArrayDeque<>();
  private final List<@Nullable Segment> segments = new ArrayList<>();
  private @Nullable ThalwegException failure;
  private @Nullable Runnable atEnd;
  private boolean running;
  private boolean cancelled;

  /// Segments are made in it; null while one is.
  private @Nullable SegmentBytes buffer;

  /// @param keys of segments by their number
  SegmentWrites(CheckpointStore store, IntFunction<String> keys, BlockingCalls blocking) {
    this.store = store;
    this.keys = keys;
    this.blocking = blocking;
  }

  /// @param number its place among the segments
  /// @param written runs once the rows are no longer held, written or not
  private record Draft(int number, List<StateRows> parts, Runnable written) {}

  /// Queues a segment; does not block.
  void submit(List<StateRows> parts, Runnable written) {
    synchronized (this) {
      queue.addLast(new Draft(number(), parts, written));
    }
    start();
  }

  /// Writes a segment in the calling thread.
  void writeNow(List<StateRows> parts) {
    int number;
    synchronized (this) {
      number = number();
    }
    write(new Draft(number, parts, () -> {}));
  }

  private int number() {
    segments.add(null);
    return segments.size() - 1;
  }

  /// Runs `action` on a thread that may block, once everything submitted has been written.
  void atEnd(Runnable action) {
    synchronized (this) {
      atEnd = action;
    }
    start();
  }

  /// Drops what is not written yet.
  void cancel() {
    List<Draft> dropped;
    synchronized (this) {
      cancelled = true;
      dropped = List.copyOf(queue);
      queue.clear();
    }
    dropped.forEach(draft -> draft.written().run());
  }

  private void start() {
    synchronized (this) {
      if (running) {
        return;
      }
      running = true;
    }
    var _ =
        blocking.start(
            () -> {
              run();
              return true;
            });
  }

  private void run() {
    while (true) {
      Draft draft;
      Runnable last;
      synchronized (this) {
        draft = queue.pollFirst();
        last = atEnd;
        if (draft == null) {
          running = false;
          atEnd = null;
        }
      }
      if (draft == null) {
        if (last != null) {
          last.run();
        }
        return;
      }
      write(draft);
    }
  }

  private void write(Draft draft) {
    try {
      if (isWanted()) {
        Sealed sealed = encode(draft.parts());
        String key = keys.apply(draft.number());
        store.put(key, sealed.bytes());
        written(
            draft,
            new Segment(key, sealed.bytes().length, sealed.crc32c(), contents(draft.parts())));
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      failed(ThalwegException.wrap(e));
    } finally {
      draft.written().run();
    }
  }

  private Sealed encode(List<StateRows> parts) {
    SegmentBytes taken;
    synchronized (this) {
      taken = buffer;
      buffer = null;
    }
    SegmentBytes used = taken == null ? new SegmentBytes(FIRST_BUFFER) : taken;
    Sealed sealed = SegmentEncoder.encode(parts, used);
    synchronized (this) {
      buffer = used;
    }
    return sealed;
  }

  private static List<Content> contents(List<StateRows> parts) {
    return parts.stream()
        .map(
            part ->
                new Content(
                    part.identity(),
                    part.part(),
                    part.firstVnode(),
                    part.lastVnode(),
                    part.rowCount()))
        .toList();
  }

  private synchronized boolean isWanted() {
    return failure == null && !cancelled;
  }

  private synchronized void written(Draft draft, Segment segment) {
    segments.set(draft.number(), segment);
  }

  private synchronized void failed(ThalwegException e) {
    if (failure == null) {
      failure = e;
    }
  }

  /// The segments in order, once everything is written.
  ///
  /// @throws ThalwegException the first failure
  synchronized List<Segment> segments() {
    if (failure != null) {
      throw failure;
    }
    List<Segment> all = new ArrayList<>();
    segments.forEach(segment -> all.add(Objects.requireNonNull(segment)));
    return Collections.unmodifiableList(all);
  }
}
