package io.thalweg.benchmarks.checkpoint;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.exec.checkpoint.OpenCheckpoint;
import io.thalweg.exec.checkpoint.Restored;
import io.thalweg.exec.kernel.RowHash;
import io.thalweg.exec.operator.StateWriter;
import java.util.Iterator;
import java.util.SplittableRandom;

/// The state of one aggregate as it lies in memory: a key, a count, a sum and a short text per
/// group, in batches of one vnode each. Every row is of its own, so that what is measured is not a
/// cache.
final class SampleState {
  static final String IDENTITY = "aggregate";
  private static final String PART = "groups";
  private static final int TEXT_BYTES = 20;
  private static final int ROW_BYTES = 3 * Long.BYTES + Integer.BYTES + TEXT_BYTES;

  private final int tasks;
  private final Batch[][] vnodes;
  private long rows;
  private long keys;

  /// @param bytes that all rows together hold, about
  SampleState(long bytes, int tasks) {
    this.tasks = tasks;
    SplittableRandom random = new SplittableRandom(1);
    long perVnode = bytes / ROW_BYTES / RowHash.VNODES;
    int batches = (int) Math.max(1, perVnode / Batch.DEFAULT_ROWS);
    this.vnodes = new Batch[RowHash.VNODES][batches];
    for (Batch[] vnode : vnodes) {
      for (int i = 0; i < batches; i++) {
        vnode[i] = batch(random);
      }
    }
  }

  private Batch batch(SplittableRandom random) {
    int count = Batch.DEFAULT_ROWS;
    long[] key = random.longs(count).toArray();
    long[] amount = random.longs(count).toArray();
    double[] sum = random.doubles(count).toArray();
    byte[] text = new byte[count * TEXT_BYTES];
    random.nextBytes(text);
    int[] offsets = new int[count + 1];
    for (int i = 0; i < count; i++) {
      offsets[i + 1] = (i + 1) * TEXT_BYTES;
      keys += key[i];
    }
    rows += count;
    return Batch.of(
        count,
        new LongColumn(count, key, null),
        new LongColumn(count, amount, null),
        new DoubleColumn(count, sum, null),
        new BytesColumn(count, offsets, text, null));
  }

  long bytes() {
    return rows * ROW_BYTES;
  }

  /// Hands the state to a checkpoint, all of it or the first rows of each vnode, as tasks do.
  void write(OpenCheckpoint open) {
    for (int task = 0; task < tasks; task++) {
      StateWriter writer = open.writer(IDENTITY, task);
      for (int vnode = 0; vnode < vnodes.length; vnode++) {
        if (isOwned(vnode, task)) {
          int count = writer.full() ? vnodes[vnode].length : Math.max(1, vnodes[vnode].length / 20);
          for (int i = 0; i < count; i++) {
            writer.write(PART, vnode, vnodes[vnode][i]);
          }
        }
      }
    }
  }

  private boolean isOwned(int vnode, int task) {
    return vnode * tasks / RowHash.VNODES == task;
  }

  /// Reads what one task owns.
  ///
  /// @return rows and the sum of keys
  long[] read(Restored restored, int task) {
    long[] found = new long[2];
    Iterator<Batch> batches = restored.reader(IDENTITY, vnode -> isOwned(vnode, task)).read(PART);
    while (batches.hasNext()) {
      Batch batch = batches.next();
      long[] key = ((LongColumn) batch.column(0)).values();
      for (int i = 0; i < batch.length(); i++) {
        found[1] += key[i];
      }
      found[0] += batch.length();
    }
    return found;
  }

  /// Whether this is what a full checkpoint holds.
  boolean isWhole(long foundRows, long foundKeys) {
    return foundRows == rows && foundKeys == keys;
  }
}
