package io.thalweg.exec.window;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Window;
import io.thalweg.exec.sort.RowSorter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A window's answer for some whole partitions at once. The same rows give the same answer, to the
/// last bit, whatever other partitions are with them: what has been emitted can be taken back. Used
/// by one task.
final class PartitionResults {
  private final WindowColumns functions;
  private final boolean exact;
  private final MemoryReservation memory;
  private final MemoryReservation scratch;

  /// @param memory for the rows while they are worked on
  /// @param scratch of the functions
  PartitionResults(Window node, MemoryReservation memory, MemoryReservation scratch) {
    this.functions = new WindowColumns(node);
    this.exact = CallTraits.areExact(node);
    this.memory = memory;
    this.scratch = scratch;
  }

  /// Hands on the rows with their results.
  ///
  /// @param rows with weights: as often as they say; not at all below 1
  void compute(Batch rows, Consumer<Batch> target) {
    Batch sorted = sorted(expanded(rows));
    if (!sorted.isEmpty()) {
      PartitionedRows all = functions.partitioned(sorted);
      if (exact) {
        target.accept(results(all));
      } else {
        // Sums of doubles depend on how the rows are cut into blocks.
        for (int p = 0; p < all.partitions(); p++) {
          int from = all.partitionStart(p);
          Batch own = sorted.slice(from, all.partitionEnd(p) - from);
          target.accept(results(functions.partitioned(own)));
        }
      }
    }
    memory.setTo(0);
  }

  /// The rows as often as their weights say, without weights.
  static Batch expanded(Batch rows) {
    int @Nullable [] weights = rows.weights();
    if (weights == null) {
      return rows;
    }
    int count = 0;
    boolean ones = true;
    for (int i = 0; i < rows.length(); i++) {
      count = Math.addExact(count, Math.max(0, weights[i]));
      ones &= weights[i] == 1;
    }
    if (ones) {
      return rows.withWeights(null);
    }
    int[] picked = new int[count];
    int at = 0;
    for (int i = 0; i < rows.length(); i++) {
      for (int copy = 0; copy < weights[i]; copy++) {
        picked[at++] = i;
      }
    }
    List<Column> columns = new ArrayList<>();
    for (Column column : rows.columns()) {
      columns.add(column.gather(picked, count));
    }
    return Batch.of(count, columns);
  }

  private Batch sorted(Batch rows) {
    memory.setTo(2 * RowSorter.sizeInBytes(rows));
    if (rows.isEmpty() || (functions.isUnordered() && !functions.dependOnTies())) {
      return rows;
    }
    RowSorter sorter = new RowSorter(functions.order());
    sorter.add(rows);
    sorter.finish();
    return sorter.next(rows.length());
  }

  private Batch results(PartitionedRows rows) {
    List<Column> columns = new ArrayList<>(rows.rows().columns());
    for (int i = 0; i < functions.size(); i++) {
      Column column = functions.compute(i, rows, scratch);
      memory.add(column.sizeInBytes());
      columns.add(column);
    }
    return Batch.of(rows.count(), columns);
  }
}
