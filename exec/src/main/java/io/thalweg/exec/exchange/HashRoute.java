package io.thalweg.exec.exchange;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.kernel.BatchCoalescer;
import io.thalweg.exec.kernel.RowHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows by the vnode of their key's hash: equal keys meet in one queue. A part is a selection over
/// the batch's own columns; small parts are joined first.
final class HashRoute implements Route {
  private final List<Inlet> queues;
  private final RowHash hash;
  private final List<BatchCoalescer> coalescers = new ArrayList<>();
  private final int[] counts;
  private int[] targets = new int[0];

  HashRoute(List<Inlet> queues, List<Integer> keys, int batchRows) {
    this.queues = queues;
    this.hash = new RowHash(keys.stream().mapToInt(key -> key).toArray());
    this.counts = new int[queues.size()];
    for (int i = 0; i < queues.size(); i++) {
      coalescers.add(new BatchCoalescer(batchRows));
    }
  }

  @Override
  public boolean isFull() {
    boolean full = false;
    for (Inlet queue : queues) {
      full |= queue.isFull();
    }
    return full;
  }

  @Override
  public void put(Batch batch) {
    if (queues.size() == 1) {
      queues.getFirst().put(batch);
      return;
    }
    int[][] parts = split(batch);
    for (int queue = 0; queue < parts.length; queue++) {
      if (counts[queue] > 0) {
        Batch part =
            counts[queue] == batch.rowCount()
                ? batch
                : batch.withSelection(parts[queue], counts[queue]);
        put(queue, coalescers.get(queue).add(part));
      }
    }
  }

  private void put(int queue, @Nullable Batch batch) {
    if (batch != null) {
      queues.get(queue).put(batch);
    }
  }

  /// The physical rows that go to each queue, and in [#counts] how many.
  private int[][] split(Batch batch) {
    int rows = batch.rowCount();
    int parallelism = queues.size();
    if (targets.length < rows) {
      targets = new int[rows];
    }
    long[] hashes = hash.hash(batch);
    Arrays.fill(counts, 0);
    for (int i = 0; i < rows; i++) {
      int target = RowHash.task(hashes[i], parallelism);
      targets[i] = target;
      counts[target]++;
    }
    int[][] parts = new int[parallelism][];
    int[] at = new int[parallelism];
    for (int queue = 0; queue < parallelism; queue++) {
      parts[queue] = new int[counts[queue]];
    }
    for (int i = 0; i < rows; i++) {
      int target = targets[i];
      parts[target][at[target]++] = batch.row(i);
    }
    return parts;
  }

  @Override
  public void flush() {
    for (int queue = 0; queue < queues.size(); queue++) {
      put(queue, coalescers.get(queue).flush());
    }
  }
}
