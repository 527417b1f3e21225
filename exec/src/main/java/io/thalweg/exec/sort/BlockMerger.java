package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.ColumnGather;
import io.thalweg.exec.spill.bounded.RowReader;
import java.util.ArrayList;
import java.util.List;

/// Merges sorted runs of which one block each is in memory. Used by one thread, where blocking is
/// allowed.
final class BlockMerger {
  private final RowOrder order;

  /// Those that have rows left, as a binary heap by their next row; equal ones by position.
  private final Cursor[] heap;

  private int size;

  /// Where a run is.
  private final class Cursor {
    private final RowReader reader;
    private final int position;
    private SortedRun block;
    private int row;

    private Cursor(RowReader reader, int position) {
      this.reader = reader;
      this.position = position;
      this.block = load();
    }

    private SortedRun load() {
      if (reader.needsLoad()) {
        reader.load();
      }
      Batch rows = reader.next(Integer.MAX_VALUE);
      FlatColumn[] keys = order.keyColumns(rows);
      return new SortedRun(rows, keys, order.prefixes(keys, rows.length()));
    }

    private boolean isBefore(Cursor other) {
      long left = block.prefixes()[row];
      long right = other.block.prefixes()[other.row];
      if (left != right) {
        return left < right;
      }
      return position < other.position
          ? block.isBefore(row, other.block, other.row, order)
          : !other.block.isBefore(other.row, block, row, order);
    }
  }

  /// @param runs each with at least one row
  BlockMerger(List<RowReader> runs, RowOrder order) {
    this.order = order;
    this.heap = new Cursor[runs.size()];
    for (RowReader run : runs) {
      if (run.hasNext()) {
        heap[size] = new Cursor(run, size);
        size++;
      }
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      siftDown(i);
    }
  }

  boolean hasNext() {
    return size > 0;
  }

  /// Heap bytes of the blocks in memory.
  long heldBytes() {
    long bytes = 0;
    for (int i = 0; i < size; i++) {
      bytes += heap[i].block.sizeInBytes();
    }
    return bytes;
  }

  /// The next rows in order, up to the end of a block; only when there are some.
  Batch next(int maxRows) {
    Cursor[] cursors = heap.clone();
    int[] slots = slots(cursors);
    int[] source = new int[maxRows];
    int[] rows = new int[maxRows];
    int count = 0;
    while (count < maxRows) {
      Cursor first = heap[0];
      source[count] = slots[first.position];
      rows[count++] = first.row++;
      if (first.row == first.block.length()) {
        Batch batch = gather(cursors, source, rows, count);
        advance(first);
        return batch;
      }
      siftDown(0);
    }
    return gather(cursors, source, rows, count);
  }

  /// By position of a run, where its cursor is in the heap now.
  private int[] slots(Cursor[] cursors) {
    int[] slots = new int[cursors.length];
    for (int i = 0; i < size; i++) {
      slots[cursors[i].position] = i;
    }
    return slots;
  }

  private void advance(Cursor first) {
    if (first.reader.hasNext()) {
      first.block = first.load();
      first.row = 0;
    } else {
      heap[0] = heap[--size];
    }
    siftDown(0);
  }

  private Batch gather(Cursor[] cursors, int[] source, int[] rows, int count) {
    int width = cursors[0].block.rows().columns().size();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      List<Column> sources = new ArrayList<>();
      for (int cursor = 0; cursor < size; cursor++) {
        sources.add(cursors[cursor].block.rows().column(i));
      }
      columns.add(ColumnGather.gather(sources, source, rows, count));
    }
    return Batch.of(count, columns);
  }

  private void siftDown(int start) {
    int at = start;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
        child++;
      }
      if (heap[at].isBefore(heap[child])) {
        return;
      }
      Cursor swap = heap[at];
      heap[at] = heap[child];
      heap[child] = swap;
      at = child;
    }
  }
}
