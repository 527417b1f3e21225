package io.thalweg.exec.exchange;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.plan.SortKey;
import io.thalweg.exec.kernel.ColumnGather;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Source;
import io.thalweg.exec.sort.RowOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Merges the sorted streams of several producers into one. Needs a batch of each that has not
/// ended before it can say which row is next.
final class MergeSource implements Source {
  private final RowOrder order;
  private final int batchRows;
  private final List<Stream> streams = new ArrayList<>();

  /// One producer's rows: its current batch and the next row of it.
  private static final class Stream {
    private final BatchQueue queue;
    private @Nullable Batch batch;
    private FlatColumn[] keys = new FlatColumn[0];
    private int row;

    private Stream(BatchQueue queue) {
      this.queue = queue;
    }
  }

  MergeSource(List<BatchQueue> queues, List<SortKey> keys, int batchRows) {
    // Total, so that a limit behind the merge cuts at the same row whatever the tasks had.
    this.order = RowOrder.total(keys);
    this.batchRows = batchRows;
    queues.forEach(queue -> streams.add(new Stream(queue)));
  }

  @Override
  public Step next(Output out) {
    if (!fill()) {
      return Step.BLOCKED;
    }
    if (streams.isEmpty()) {
      return Step.FINISHED;
    }
    out.emit(streams.size() == 1 ? rest(streams.getFirst()) : merge());
    return Step.EMITTED;
  }

  /// Gets every stream a batch and drops those that have ended.
  ///
  /// @return false when one has to be waited for
  private boolean fill() {
    boolean complete = true;
    for (int i = streams.size() - 1; i >= 0; i--) {
      Stream stream = streams.get(i);
      if (stream.batch != null) {
        continue;
      }
      Batch next = stream.queue.poll();
      if (next != null) {
        stream.batch = next.compact();
        stream.keys = order.keyColumns(stream.batch);
        stream.row = 0;
      } else if (stream.queue.isFinished()) {
        streams.remove(i);
      } else {
        complete = false;
      }
    }
    return complete;
  }

  private static Batch rest(Stream stream) {
    Batch batch = Objects.requireNonNull(stream.batch);
    stream.batch = null;
    return batch.slice(stream.row, batch.length() - stream.row);
  }

  /// Rows in order until a stream's batch is used up.
  private Batch merge() {
    List<Batch> batches =
        streams.stream().map(stream -> Objects.requireNonNull(stream.batch)).toList();
    int[] source = new int[batchRows];
    int[] rows = new int[batchRows];
    int count = 0;
    while (count < batchRows) {
      int first = first();
      Stream stream = streams.get(first);
      source[count] = first;
      rows[count++] = stream.row++;
      if (stream.row == batches.get(first).length()) {
        stream.batch = null;
        break;
      }
    }
    return gather(batches, source, rows, count);
  }

  /// The stream with the least row; of equal ones the first.
  private int first() {
    int best = 0;
    for (int i = 1; i < streams.size(); i++) {
      Stream stream = streams.get(i);
      Stream least = streams.get(best);
      if (isBefore(stream, least)) {
        best = i;
      }
    }
    return best;
  }

  private boolean isBefore(Stream left, Stream right) {
    int byKeys = order.compare(left.keys, left.row, right.keys, right.row);
    return byKeys != 0
        ? byKeys < 0
        : order.compareTies(
                Objects.requireNonNull(left.batch), left.row,
                Objects.requireNonNull(right.batch), right.row)
            < 0;
  }

  private static Batch gather(List<Batch> batches, int[] source, int[] rows, int count) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < batches.getFirst().columns().size(); i++) {
      int ordinal = i;
      columns.add(
          ColumnGather.gather(
              batches.stream().map(batch -> batch.column(ordinal)).toList(), source, rows, count));
    }
    return Batch.of(count, columns).withWeights(weights(batches, source, rows, count));
  }

  private static int @Nullable [] weights(
      List<Batch> batches, int[] source, int[] rows, int count) {
    if (batches.stream().allMatch(batch -> batch.weights() == null)) {
      return null;
    }
    int[] gathered = new int[count];
    for (int i = 0; i < count; i++) {
      int @Nullable [] own = batches.get(source[i]).weights();
      gathered[i] = own == null ? 1 : own[rows[i]];
    }
    return gathered;
  }

  @Override
  public void close() {
    streams.forEach(stream -> stream.queue.close());
    streams.clear();
  }
}
