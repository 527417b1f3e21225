package io.thalweg.exec.spill;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.state.Consolidation;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Adds up what two operators say of one epoch: the one that had everything when the epoch began,
/// and the partitions that took over from it in the middle. A row that the first one shows and the
/// second takes back does not leave. Used once, by one thread at a time.
final class EpochMerge implements Output {
  private static final int PARTITIONS = 32;

  private final Calls calls;
  private final EpochRows rows;
  private final Consolidation sums;
  private final int batchRows;
  private boolean open = true;
  private int partition;
  private boolean emitting;

  /// @param types of the rows
  EpochMerge(
      String name,
      List<DataType> types,
      SpillSpace space,
      SpillBudget budget,
      TaskContext task,
      Calls calls) {
    this.calls = calls;
    this.batchRows = task.batchRows();
    // Rows that are equal in all columns meet in one partition.
    this.rows =
        new EpochRows(
            new Partitions(_ -> true, PARTITIONS),
            List.of(IntStream.range(0, types.size()).boxed().toList()),
            space,
            budget,
            task.reserve(name),
            batchRows);
    this.sums = new Consolidation(types, task.reserve(name));
  }

  /// Whether it still takes rows.
  boolean isOpen() {
    return open;
  }

  @Override
  public void emit(Batch batch) {
    rows.add(0, batch);
  }

  @Override
  public void watermark(long micros) {
    throw new IllegalStateException("operators emit no watermarks");
  }

  @Override
  public void barrier(Barrier barrier) {
    throw new IllegalStateException("operators emit no barriers");
  }

  /// Whether [#write] should be called.
  @Override
  public boolean isFull() {
    return rows.isFull();
  }

  /// Writes the rows that are held to a file. Blocks.
  void write() {
    rows.write();
  }

  /// There are no more rows. Blocks.
  void seal() {
    rows.seal();
    open = false;
  }

  /// Once sealed: emits what is left of the rows, a batch at most per call.
  ///
  /// @return whether that was all
  boolean advance(Output out) {
    if (emitting) {
      @Nullable Batch next = sums.take(batchRows);
      if (next == null) {
        emitting = false;
        partition++;
      } else {
        out.emit(next);
      }
    } else if (partition == PARTITIONS) {
      return true;
    } else if (!rows.has(partition)) {
      emitting = true;
    } else if (rows.isWritten(partition, 0)) {
      int own = partition;
      calls.start(() -> rows.load(own, 0));
    } else {
      sums.add(rows.take(partition, 0));
    }
    return false;
  }

  void close() {
    rows.close();
    sums.close();
  }
}
