package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.exec.kernel.ColumnGather;
import java.util.ArrayList;
import java.util.List;

/// Merges sorted runs, a batch at a time: a binary heap of the runs' current rows.
final class RunMerger {
  private final List<SortedRun> runs;
  private final RowOrder order;
  private final List<List<Column>> sources;
  private final int[] position;
  private final int[] heap;
  private int heapSize;

  RunMerger(List<SortedRun> runs, RowOrder order) {
    this.runs = List.copyOf(runs);
    this.order = order;
    this.sources = sources(runs);
    this.position = new int[runs.size()];
    this.heap = new int[runs.size()];
    for (int run = 0; run < runs.size(); run++) {
      if (runs.get(run).length() > 0) {
        heap[heapSize++] = run;
      }
    }
    for (int i = heapSize / 2 - 1; i >= 0; i--) {
      siftDown(i);
    }
  }

  boolean isEmpty() {
    return heapSize == 0;
  }

  /// The next rows in order, at most `maxRows`; only while not empty.
  Batch next(int maxRows) {
    return heapSize == 1 ? rest(heap[0], maxRows) : merge(maxRows);
  }

  /// Of the only run that is left: nothing has to be picked.
  private Batch rest(int run, int maxRows) {
    int from = position[run];
    int count = Math.min(maxRows, runs.get(run).length() - from);
    position[run] += count;
    if (position[run] == runs.get(run).length()) {
      heapSize = 0;
    }
    return runs.get(run).rows().slice(from, count);
  }

  private Batch merge(int maxRows) {
    int[] source = new int[maxRows];
    int[] rows = new int[maxRows];
    int count = 0;
    while (count < maxRows && heapSize > 0) {
      int run = heap[0];
      source[count] = run;
      rows[count++] = position[run]++;
      if (position[run] == runs.get(run).length()) {
        heap[0] = heap[--heapSize];
      }
      siftDown(0);
    }
    return gather(source, rows, count);
  }

  private Batch gather(int[] source, int[] rows, int count) {
    List<Column> columns = new ArrayList<>();
    for (List<Column> runColumns : sources) {
      columns.add(ColumnGather.gather(runColumns, source, rows, count));
    }
    return Batch.of(count, columns);
  }

  /// The columns of all runs, in the form in which they are gathered: made once, not per batch.
  private static List<List<Column>> sources(List<SortedRun> runs) {
    List<List<Column>> sources = new ArrayList<>();
    int width = runs.isEmpty() ? 0 : runs.getFirst().rows().columns().size();
    for (int i = 0; i < width; i++) {
      int ordinal = i;
      List<Column> columns = runs.stream().map(run -> run.rows().column(ordinal)).toList();
      sources.add(
          shareDictionary(columns)
              ? columns
              : columns.stream().<Column>map(Column::flatten).toList());
    }
    return sources;
  }

  private static boolean shareDictionary(List<Column> columns) {
    return columns.getFirst() instanceof DictionaryColumn first
        && columns.stream()
            .allMatch(
                column ->
                    column instanceof DictionaryColumn other && other.values() == first.values());
  }

  private void siftDown(int start) {
    int at = start;
    while (2 * at + 1 < heapSize) {
      int child = 2 * at + 1;
      if (child + 1 < heapSize && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (isBefore(heap[at], heap[child])) {
        return;
      }
      int swap = heap[at];
      heap[at] = heap[child];
      heap[child] = swap;
      at = child;
    }
  }

  private boolean isBefore(int left, int right) {
    return runs.get(left).isBefore(position[left], runs.get(right), position[right], order);
  }
}
