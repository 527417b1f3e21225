package io.thalweg.exec.spill.bounded;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.checkpoint.segment.LocalSegment;
import io.thalweg.exec.kernel.HashKernel;
import io.thalweg.exec.kernel.RowHash;
import io.thalweg.exec.operator.SpillSpace;
import java.util.ArrayList;
import java.util.List;

/// Rows divided by the hash of their keys into partitions, all of them in one file. Rows wait in
/// memory until there are enough for blocks of a good size.
///
/// Equal keys are in one partition of the same level, whoever writes. Each level of partitions of
/// partitions divides by other bits. Used by one thread at a time.
public final class RowPartitions implements AutoCloseable {
  /// Rows that are hashed and sorted at once, at most.
  private static final int MOST_ROWS = 1 << 20;

  /// So much is held even where there is no memory for it: less would be many small blocks.
  private static final long CROWDED_BYTES = 1 << 16;

  private final Layout layout;
  private final RowHash hash;
  private final MemoryShare share;
  private final MemoryReservation memory;
  private final RowFile file;
  private final List<Batch> waiting = new ArrayList<>();
  private final List<List<RowFile.Block>> blocks = new ArrayList<>();
  private long waitingBytes;
  private int waitingRows;
  private boolean crowded;

  /// How rows are divided.
  ///
  /// @param keys of the rows; none: all are in one partition
  /// @param level 0 for rows that come in; one more for each time that a partition is divided
  /// @param count of the partitions
  public record Layout(List<Integer> keys, int level, int count) {
    public Layout {
      keys = List.copyOf(keys);
    }

    int partition(long hash) {
      // Other bits than the vnode's and those of tables: rows of one task have few vnodes.
      long mixed = HashKernel.hash(hash + level + 1);
      return (int) Math.unsignedMultiplyHigh(mixed, count);
    }
  }

  /// @param memory of the rows that wait; closed with this
  public RowPartitions(
      Layout layout, SpillSpace space, MemoryShare share, MemoryReservation memory) {
    this.layout = layout;
    this.hash = new RowHash(layout.keys().stream().mapToInt(key -> key).toArray());
    this.share = share;
    this.memory = memory;
    this.file = new RowFile(space);
    for (int i = 0; i < layout.count(); i++) {
      blocks.add(new ArrayList<>());
    }
  }

  /// Takes rows, at least one.
  public void add(Batch batch) {
    Batch rows = batch.compact();
    waiting.add(rows);
    waitingRows += rows.length();
    long bytes = LocalSegment.sizeOf(rows);
    waitingBytes += bytes;
    crowded |= !memory.tryAdd(bytes);
  }

  /// Whether [#write] is due.
  public boolean isFull() {
    long most = crowded ? Math.min(CROWDED_BYTES, share.bufferBytes()) : share.bufferBytes();
    return waitingRows >= MOST_ROWS || waitingBytes >= most;
  }

  /// Writes the rows that wait. Blocks.
  public void write() {
    if (waiting.isEmpty()) {
      return;
    }
    Batch all = Columns.concatBatches(waiting);
    waiting.clear();
    int count = layout.count();
    if (count == 1) {
      blocks.getFirst().add(file.append(all));
    } else {
      writeDivided(all, count);
    }
    waitingBytes = 0;
    waitingRows = 0;
    crowded = false;
    memory.setTo(0);
  }

  private void writeDivided(Batch all, int count) {
    int rows = all.length();
    long[] hashes = hash.hash(all);
    int[] partitions = new int[rows];
    int[] starts = new int[count + 1];
    for (int i = 0; i < rows; i++) {
      partitions[i] = layout.partition(hashes[i]);
      starts[partitions[i] + 1]++;
    }
    for (int i = 0; i < count; i++) {
      starts[i + 1] += starts[i];
    }
    int[] order = new int[rows];
    int[] next = starts.clone();
    for (int i = 0; i < rows; i++) {
      order[next[partitions[i]]++] = i;
    }
    List<Column> columns =
        all.columns().stream().<Column>map(column -> column.gather(order, rows)).toList();
    Batch sorted = Batch.of(rows, columns);
    for (int i = 0; i < count; i++) {
      int size = starts[i + 1] - starts[i];
      if (size > 0) {
        blocks.get(i).add(file.append(sorted.slice(starts[i], size)));
      }
    }
  }

  /// Writes the rest; nothing is added behind it. Blocks.
  public void finish() {
    write();
    file.finish();
  }

  /// What was written of a partition, in the order in which the rows came.
  public List<RowFile.Block> blocks(int partition) {
    return List.copyOf(blocks.get(partition));
  }

  @Override
  public void close() {
    waiting.clear();
    memory.close();
    file.close();
  }
}
