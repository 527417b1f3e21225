package io.thalweg.exec.window;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Columns;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.sort.RowOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a stream of sorted batches where partitions begin, into chunks of whole partitions of about
/// a wanted size. Used by one task.
final class PartitionCutter {
  private final RowOrder partitions;
  private final int wantedRows;
  private final List<Batch> open = new ArrayList<>();
  private int openRows;
  private long openBytes;

  /// @param partitions equal rows are of one partition
  PartitionCutter(RowOrder partitions, int wantedRows) {
    this.partitions = partitions;
    this.wantedRows = wantedRows;
  }

  /// Takes the next rows.
  ///
  /// @return whole partitions, when there are enough of them
  @Nullable Batch add(Batch rows) {
    int cut = openRows + rows.length() < wantedRows ? -1 : lastStart(rows);
    if (cut < 0) {
      open.add(rows);
      openRows += rows.length();
      openBytes += rows.sizeInBytes();
      return null;
    }
    if (cut > 0) {
      open.add(rows.slice(0, cut));
    }
    Batch whole = Columns.concatBatches(open);
    open.clear();
    Batch rest = rows.slice(cut, rows.length() - cut);
    open.add(rest);
    openRows = rest.length();
    openBytes = rest.sizeInBytes();
    return whole;
  }

  /// Heap bytes of the rows that wait for the end of their partition.
  long heldBytes() {
    return openBytes;
  }

  /// What is left when no more rows come; null when nothing is.
  @Nullable Batch finish() {
    Batch whole = open.isEmpty() ? null : Columns.concatBatches(open);
    open.clear();
    openRows = 0;
    openBytes = 0;
    return whole;
  }

  /// The last row of the batch with which a partition begins, -1 for none.
  private int lastStart(Batch rows) {
    FlatColumn[] keys = partitions.keyColumns(rows);
    for (int row = rows.length() - 1; row > 0; row--) {
      if (partitions.compare(keys, row - 1, keys, row) != 0) {
        return row;
      }
    }
    if (open.isEmpty()) {
      return -1;
    }
    Batch before = open.getLast();
    boolean begins =
        partitions.compare(partitions.keyColumns(before), before.length() - 1, keys, 0) != 0;
    return begins ? 0 : -1;
  }
}
