package io.thalweg.exec.window;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Window;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.sort.ExternalSorter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects and sorts the rows of one task; when the input has ended, adds the functions' columns
/// to one chunk of whole partitions after the other.
final class WindowOperator implements Operator {
  /// Rows of a chunk, so that small partitions share the work per chunk.
  private static final int CHUNK_ROWS = 1 << 13;

  private final Window node;
  private final int batchRows;
  private final MemoryReservation memory;
  private final MemoryReservation chunkMemory;
  private final MemoryReservation scratch;
  private final WindowColumns functions;
  private final PartitionCutter cutter;

  /// Sorts the rows; null when every order will do, then they wait in `unsorted`.
  private final @Nullable ExternalSorter sorter;

  private final Deque<Batch> unsorted = new ArrayDeque<>();
  private boolean ended;

  private @Nullable PartitionedRows chunk;
  private final List<Column> columns = new ArrayList<>();
  private int emitted;

  WindowOperator(Window node, FactoryContext context, TaskContext task) {
    this.node = node;
    this.batchRows = task.batchRows();
    String name = node.name() + " #" + node.id();
    this.memory = task.reserve(name);
    this.chunkMemory = task.reserve(name);
    this.scratch = task.reserve(name);
    this.functions = new WindowColumns(node);
    this.cutter = new PartitionCutter(functions.partitions(), CHUNK_ROWS);
    // Without keys the order in which rows come is the one that is expected.
    this.sorter =
        functions.isUnordered() ? null : new ExternalSorter(name, functions.order(), context, task);
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    if (batch.weights() != null) {
      throw new ThalwegException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          node.name() + " #" + node.id() + " cannot take changes; use tables that only grow");
    }
    Batch rows = batch.compact();
    if (sorter == null) {
      memory.add(rows.sizeInBytes());
      unsorted.add(rows);
    } else {
      sorter.add(rows);
    }
  }

  @Override
  public void end(int input, Output out) {
    ended = true;
    if (sorter != null) {
      sorter.finish();
    }
  }

  @Override
  public boolean drain(Output out) {
    if (chunk == null && sorter != null && !sorter.isReady()) {
      return false;
    }
    if (!ended) {
      return true;
    }
    PartitionedRows current = chunk;
    if (current == null) {
      return !nextChunk();
    }
    if (columns.size() < node.schema().size()) {
      compute(current);
    } else if (out.isFull()) {
      return false;
    } else {
      emit(current, out);
    }
    return false;
  }

  /// Reads some sorted rows.
  ///
  /// @return false when there are no more and no chunk
  private boolean nextChunk() {
    Batch whole;
    if (hasSorted()) {
      Batch rows = sorter == null ? unsorted.remove() : sorter.next();
      whole = cutter.add(rows);
      // Rows that are sorted in memory are accounted for there.
      if (sorter != null && sorter.isSpilled()) {
        memory.setTo(cutter.heldBytes());
      }
      if (whole == null) {
        return true;
      }
    } else {
      whole = cutter.finish();
      if (whole == null) {
        return false;
      }
    }
    PartitionedRows rows = functions.partitioned(whole);
    chunkMemory.setTo(rows.sizeInBytes());
    chunk = rows;
    columns.clear();
    columns.addAll(whole.columns());
    emitted = 0;
    return true;
  }

  private boolean hasSorted() {
    return sorter == null ? !unsorted.isEmpty() : sorter.hasNext();
  }

  /// Computes the next function's column.
  private void compute(PartitionedRows rows) {
    int function = columns.size() - node.input().schema().size();
    Column column = functions.compute(function, rows, scratch);
    chunkMemory.add(column.sizeInBytes());
    columns.add(column);
  }

  private void emit(PartitionedRows rows, Output out) {
    int count = Math.min(batchRows, rows.count() - emitted);
    out.emit(Batch.of(rows.count(), columns).slice(emitted, count));
    emitted += count;
    if (emitted == rows.count()) {
      chunk = null;
      columns.clear();
      chunkMemory.setTo(0);
    }
  }

  @Override
  public boolean isBlocked() {
    return chunk == null && sorter != null && sorter.isWaiting();
  }

  @Override
  public void close() {
    if (sorter != null) {
      sorter.close();
    }
    unsorted.clear();
    chunk = null;
    columns.clear();
    scratch.close();
    chunkMemory.close();
    memory.close();
  }
}
