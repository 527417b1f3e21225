package io.thalweg.connectors.memory;

import io.thalweg.core.connector.ChangeAction;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Applies weighted rows to a table as one version. Used by one thread at a time.
///
/// Rows are summed up first, so that a row which came and went leaves no trace; then equal rows of
/// the table are looked up for what is retracted. Rows without retractions are appended as they
/// are.
final class WeightedCommit {
  /// Commits of others that may come between before this one gives up.
  private static final int ATTEMPTS = 10;

  private final TableStore store;
  private final RowIndex index;

  WeightedCommit(TableStore store) {
    this.store = store;
    this.index = new RowIndex(store.current().schema());
  }

  /// @param batches of the table's schema, without selections
  void apply(List<Batch> batches) {
    if (batches.stream().allMatch(batch -> batch.weights() == null)) {
      InsertSink sink = new InsertSink(store, store.current());
      batches.forEach(sink::write);
      sink.commit();
      return;
    }
    Net net = net(batches);
    for (int attempt = 1; ; attempt++) {
      try {
        apply(net);
        return;
      } catch (ThalwegException e) {
        if (e.code() != ErrorCode.WRITE_CONFLICT || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /// Different rows with what each adds up to.
  ///
  /// @param rows the rows behind `first`
  /// @param first row numbers, one of each kind of equal rows
  /// @param weights per row of `rows`; right where `first` points
  private record Net(Batch rows, long[] hashes, int[] first, long[] weights) {}

  private Net net(List<Batch> batches) {
    Batch rows =
        Columns.concatBatches(batches.stream().map(batch -> batch.withWeights(null)).toList());
    long[] weights = weights(batches, rows.length());
    long[] hashes = RowHash.of(store.current().schema(), rows);
    Map<Long, List<Integer>> byHash = new HashMap<>();
    int[] first = new int[rows.length()];
    int count = 0;
    for (int row = 0; row < rows.length(); row++) {
      List<Integer> alike = byHash.computeIfAbsent(hashes[row], _ -> new ArrayList<>(1));
      int known = find(rows, row, alike);
      if (known < 0) {
        alike.add(row);
        first[count++] = row;
      } else {
        weights[known] += weights[row];
      }
    }
    return new Net(rows, hashes, Arrays.copyOf(first, count), weights);
  }

  private int find(Batch rows, int row, List<Integer> alike) {
    for (int other : alike) {
      if (RowHash.equal(store.current().schema(), rows, row, rows, other)) {
        return other;
      }
    }
    return -1;
  }

  private static long[] weights(List<Batch> batches, int rows) {
    long[] weights = new long[rows];
    int at = 0;
    for (Batch batch : batches) {
      int[] own = batch.weights();
      for (int i = 0; i < batch.length(); i++) {
        weights[at++] = own == null ? 1 : own[i];
      }
    }
    return weights;
  }

  private void apply(Net net) {
    MemoryTable table = store.current();
    index.follow(table);
    ChangeSink sink = new ChangeSink(store, table);
    List<Integer> sources = new ArrayList<>();
    List<Long> rowIds = new ArrayList<>();
    int deletes = 0;
    for (int row : net.first()) {
      long weight = net.weights()[row];
      if (weight < 0) {
        List<Long> gone = index.find(net.hashes()[row], net.rows(), row, -weight);
        if (gone.size() < -weight) {
          throw missing(table);
        }
        sources.addAll(deletes, IntStream.range(0, gone.size()).mapToObj(_ -> row).toList());
        rowIds.addAll(gone);
        deletes += gone.size();
      }
      for (long i = 0; i < weight; i++) {
        sources.add(row);
      }
    }
    if (!sources.isEmpty()) {
      sink.write(changes(net.rows(), sources, rowIds));
      sink.commit();
    }
  }

  /// Rows as [ChangeSink] takes them: first deletions, as many as there are row ids, then inserts.
  private static Batch changes(Batch rows, List<Integer> sources, List<Long> rowIds) {
    int count = sources.size();
    int[] actions = new int[count];
    long[] ids = new long[count];
    for (int i = 0; i < count; i++) {
      boolean delete = i < rowIds.size();
      actions[i] = (delete ? ChangeAction.DELETE : ChangeAction.INSERT).ordinal();
      ids[i] = delete ? rowIds.get(i) : 0;
    }
    int[] order = sources.stream().mapToInt(Integer::intValue).toArray();
    List<Column> columns = new ArrayList<>();
    columns.add(new IntColumn(count, actions, null));
    columns.add(new LongColumn(count, ids, null));
    rows.columns().forEach(column -> columns.add(column.gather(order, count)));
    return Batch.of(count, columns);
  }

  private ThalwegException missing(MemoryTable table) {
    return new ThalwegException(
        ErrorCode.INVALID_ARGUMENT,
        "a job retracts a row that table '"
            + table.handle().table()
            + "' does not have; let nobody else delete from it, or start the job anew on an empty"
            + " table");
  }
}
