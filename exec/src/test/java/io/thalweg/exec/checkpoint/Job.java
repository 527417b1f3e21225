package io.thalweg.exec.checkpoint;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.port.CheckpointStore;
import io.thalweg.core.port.Clock;
import io.thalweg.exec.checkpoint.CheckpointConfig.Policy;
import io.thalweg.exec.kernel.RowHash;
import io.thalweg.exec.operator.BlockingCalls;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;

/// A job of one operator that keeps the last value of each key, in several tasks; made to be
/// checkpointed and restored. A key's vnode is the key modulo the vnodes.
final class Job {
  static final String PREFIX = "checkpoints/job";
  static final String IDENTITY = "last-value";

  /// Blocking calls that are made at once, by the caller.
  static final BlockingCalls AT_ONCE =
      new BlockingCalls() {
        @Override
        public <T> CompletableFuture<T> start(Callable<T> call) {
          CompletableFuture<T> result = new CompletableFuture<>();
          try {
            result.complete(call.call());
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
          return result;
        }
      };

  private final int tasks;
  private final Map<Long, Long> values = new HashMap<>();
  private final Map<Long, Long> changes = new HashMap<>();

  Job(int tasks) {
    this.tasks = tasks;
  }

  static CheckpointConfig config(CheckpointStore store, Policy policy) {
    return new CheckpointConfig(
        store, PREFIX, 1, AT_ONCE, MemoryPool.root("test", 1L << 30), Clock.SYSTEM, policy);
  }

  static StoredCheckpoints open(CheckpointStore store) {
    return StoredCheckpoints.open(config(store, new Policy(4, 2, 1 << 20)));
  }

  Map<Long, Long> values() {
    return values;
  }

  void put(long key, long value) {
    values.put(key, value);
    changes.put(key, value);
  }

  private IntPredicate owned(int task) {
    return vnode -> vnode * tasks / RowHash.VNODES == task;
  }

  private static int vnode(long key) {
    return (int) (key % RowHash.VNODES);
  }

  /// What the operator does at a barrier with checkpoint.
  CompletableFuture<CheckpointInfo> checkpoint(Checkpoints checkpoints, long epoch) {
    OpenCheckpoint open = checkpoints.begin(epoch, false);
    snapshot(open);
    return open.complete(CheckpointNotes.NONE);
  }

  void snapshot(OpenCheckpoint open) {
    for (int task = 0; task < tasks; task++) {
      snapshot(open, task);
    }
    changes.clear();
  }

  private void snapshot(OpenCheckpoint open, int task) {
    StateWriter writer = open.writer(IDENTITY, task);
    Map<Integer, List<Long>> byVnode = new HashMap<>();
    for (long key : (writer.full() ? values : changes).keySet()) {
      if (owned(task).test(vnode(key))) {
        byVnode.computeIfAbsent(vnode(key), _ -> new ArrayList<>()).add(key);
      }
    }
    byVnode.forEach((vnode, keys) -> writer.write("values", vnode, rows(keys)));
  }

  private Batch rows(List<Long> keys) {
    long[] first = keys.stream().mapToLong(key -> key).toArray();
    long[] second = Arrays.stream(first).map(values::get).toArray();
    return Batch.of(
        first.length,
        new LongColumn(first.length, first, null),
        new LongColumn(first.length, second, null));
  }

  /// A job of `tasks` tasks that goes on from a checkpoint.
  static Job restored(Restored restored, int tasks) {
    Job job = new Job(tasks);
    for (int task = 0; task < tasks; task++) {
      StateReader reader = restored.reader(IDENTITY, job.owned(task));
      Iterator<Batch> batches = reader.read("values");
      while (batches.hasNext()) {
        Batch batch = batches.next();
        long[] keys = ((LongColumn) batch.column(0)).values();
        long[] values = ((LongColumn) batch.column(1)).values();
        for (int row = 0; row < batch.length(); row++) {
          if (!job.owned(task).test(vnode(keys[row]))) {
            throw new AssertionError("task " + task + " was given key " + keys[row]);
          }
          job.values.put(keys[row], values[row]);
        }
      }
    }
    return job;
  }
}
