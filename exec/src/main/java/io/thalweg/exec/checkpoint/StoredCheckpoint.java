package io.thalweg.exec.checkpoint;

import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.checkpoint.Manifest.Segment;
import io.thalweg.exec.checkpoint.segment.StateRows;
import io.thalweg.exec.operator.StateWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A checkpoint of [StoredCheckpoints] while it is made.
final class StoredCheckpoint implements OpenCheckpoint {
  /// When the rows of so many segments wait to be written, writers are full.
  private static final long WAITING_SEGMENTS = 4;

  private final StoredCheckpoints line;
  private final Start start;
  private final SegmentWrites writes;
  private final PendingRows pending;
  private final int segmentBytes;
  private final Map<Writer, TaskState> writers = new LinkedHashMap<>();
  private boolean over;

  /// How it began.
  ///
  /// @param attempt counts the run's checkpoints, complete or not
  record Start(long id, long epoch, long attempt, boolean full, long timeMicros) {}

  private record Writer(String identity, int task) {}

  StoredCheckpoint(StoredCheckpoints line, Start start, CheckpointConfig config, SegmentWrites to) {
    this.line = line;
    this.start = start;
    this.writes = to;
    this.pending =
        new PendingRows(config.memory(), WAITING_SEGMENTS * config.policy().segmentBytes());
    this.segmentBytes = config.policy().segmentBytes();
  }

  Start start() {
    return start;
  }

  @Override
  public long id() {
    return start.id();
  }

  @Override
  public long epoch() {
    return start.epoch();
  }

  @Override
  public boolean full() {
    return start.full();
  }

  @Override
  public StateWriter writer(String identity, int task, Runnable whenRoom) {
    TaskState state = new TaskState(identity, full(), writes, pending, segmentBytes);
    synchronized (this) {
      if (over || writers.putIfAbsent(new Writer(identity, task), state) != null) {
        throw new IllegalStateException(
            "state of '" + identity + "' in task " + task + " is written already");
      }
    }
    pending.whenRoom(whenRoom);
    return state;
  }

  @Override
  public CompletableFuture<CheckpointInfo> complete(CheckpointNotes notes) {
    if (!end()) {
      throw new IllegalStateException("checkpoint " + id() + " is completed or abandoned already");
    }
    submitRest();
    CompletableFuture<CheckpointInfo> outcome = new CompletableFuture<>();
    writes.atEnd(() -> finish(notes, outcome));
    return outcome;
  }

  private synchronized boolean end() {
    boolean first = !over;
    over = true;
    return first;
  }

  /// Small parts of many operators share segments.
  private void submitRest() {
    List<StateRows> gathered = new ArrayList<>();
    long bytes = 0;
    for (TaskState state : states()) {
      for (StateRows rows : state.takeRest()) {
        gathered.add(rows);
        bytes += rows.bytes();
        if (bytes >= segmentBytes) {
          submit(gathered, bytes);
          gathered = new ArrayList<>();
          bytes = 0;
        }
      }
    }
    if (!gathered.isEmpty()) {
      submit(gathered, bytes);
    }
  }

  private void submit(List<StateRows> rows, long bytes) {
    writes.submit(rows, () -> pending.giveBack(bytes));
  }

  private synchronized List<TaskState> states() {
    return List.copyOf(writers.values());
  }

  /// On a thread that may block.
  private void finish(CheckpointNotes notes, CompletableFuture<CheckpointInfo> outcome) {
    CheckpointInfo info;
    try {
      List<Segment> segments = writes.segments();
      info = line.add(this, segments, notes);
    } catch (RuntimeException | Error e) {
      line.failed(this);
      outcome.completeExceptionally(ThalwegException.wrap(e));
      return;
    }
    outcome.complete(info);
    line.collect(start.attempt());
  }

  @Override
  public void abandon() {
    if (!end()) {
      return;
    }
    writes.cancel();
    for (TaskState state : states()) {
      state.takeRest().forEach(rows -> pending.giveBack(rows.bytes()));
    }
    line.failed(this);
  }
}
