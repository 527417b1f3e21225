package io.thalweg.exec.testing;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.RuntimeFilter;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A table in memory that misbehaves on request: it never ends, fails in a split, or keeps its
/// readers waiting. Counts what is open and what was read. Applies ready runtime filters.
public final class ScriptedTable implements Table {
  private final TableHandle handle;
  private final Schema schema;
  private final List<List<List<@Nullable Object>>> splits;
  private final AtomicInteger openReaders = new AtomicInteger();
  private final AtomicLong rowsRead = new AtomicLong();
  private boolean endless;
  private int failingSplit = -1;
  private RuntimeException failure =
      new ThalwegException(ErrorCode.FILE_CORRUPT, "the split is broken");
  private boolean unlistable;
  private @Nullable CompletableFuture<?> gate;

  /// @param splitRows rows of each split but the last
  public ScriptedTable(
      String name, Schema schema, List<List<@Nullable Object>> rows, int splitRows) {
    this.handle = new TableHandle("test", "main", name, Map.of());
    this.schema = schema;
    this.splits = Rows.chunks(rows, splitRows);
  }

  /// Each split begins again when it has ended.
  public ScriptedTable endless() {
    endless = true;
    return this;
  }

  /// Reading this split is a FILE_CORRUPT error.
  public ScriptedTable failingIn(int split) {
    failingSplit = split;
    return this;
  }

  /// Reading this split throws `thrown`.
  public ScriptedTable failingIn(int split, RuntimeException thrown) {
    failingSplit = split;
    failure = thrown;
    return this;
  }

  /// The splits cannot be listed: a FILE_NOT_FOUND error.
  public ScriptedTable unlistable() {
    unlistable = true;
    return this;
  }

  /// Readers answer Pending until `opened` completes.
  public ScriptedTable behind(CompletableFuture<?> opened) {
    gate = opened;
    return this;
  }

  public int openReaders() {
    return openReaders.get();
  }

  public long rowsRead() {
    return rowsRead.get();
  }

  /// All rows, in the order of the splits.
  public List<List<@Nullable Object>> rows() {
    return splits.stream().flatMap(List::stream).toList();
  }

  @Override
  public TableHandle handle() {
    return handle;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public List<Split> splits(ScanRequest request) {
    if (unlistable) {
      throw new ThalwegException(ErrorCode.FILE_NOT_FOUND, handle.table() + " is gone");
    }
    List<Split> named = new ArrayList<>();
    for (int i = 0; i < splits.size(); i++) {
      named.add(
          new Split(handle.table() + "#" + i, splits.get(i).size(), 100, Map.of("split", "" + i)));
    }
    return named;
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    openReaders.incrementAndGet();
    return new Reader(Integer.parseInt(split.properties().get("split")), request, context);
  }

  private final class Reader implements SplitReader {
    private final int split;
    private final ScanRequest request;
    private final List<RuntimeFilter> filters;
    private int position;

    private Reader(int split, ScanRequest request, ReadContext context) {
      this.split = split;
      this.request = request;
      this.filters = context.runtimeFilters();
    }

    @Override
    public Progress read() {
      if (gate != null && !gate.isDone()) {
        return new Progress.Pending(gate);
      }
      if (split == failingSplit) {
        throw failure;
      }
      List<List<@Nullable Object>> rows = splits.get(split);
      if (position == rows.size()) {
        if (!endless) {
          return Progress.Finished.INSTANCE;
        }
        position = 0;
      }
      int end = Math.min(rows.size(), position + request.batchRows());
      Batch batch = filter(Rows.batch(schema, rows.subList(position, end)));
      rowsRead.addAndGet(end - position);
      position = end;
      return new Progress.Rows(
          batch.select(request.columns().stream().mapToInt(Integer::intValue).toArray()));
    }

    private Batch filter(Batch batch) {
      Batch kept = batch;
      for (RuntimeFilter filter : filters) {
        if (filter.isReady()) {
          int[] rows = new int[kept.rowCount()];
          for (int i = 0; i < rows.length; i++) {
            rows[i] = kept.row(i);
          }
          int count = filter.select(kept.column(filter.column()), rows, rows.length, rows);
          kept = kept.withSelection(rows, count);
        }
      }
      return kept;
    }

    @Override
    public void close() {
      openReaders.decrementAndGet();
    }
  }
}
