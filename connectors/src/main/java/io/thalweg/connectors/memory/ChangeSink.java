package io.thalweg.connectors.memory;

import io.thalweg.core.connector.ChangeAction;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Applies the rows of UPDATE, DELETE and MERGE: an update deletes the old row and appends the new
/// one. Thread-safe.
///
/// The first to commit wins: a row that another statement changed or deleted since this one began
/// is a WRITE_CONFLICT.
final class ChangeSink implements TableSink {
  private static final int ACTION = 0;
  private static final int ROW_ID = 1;
  private static final int FIRST_COLUMN = 2;

  private final TableStore store;
  private final MemoryTable table;
  private final RowCollector added;
  private final Map<Long, long[]> deleted = new HashMap<>();
  private long changes;

  ChangeSink(TableStore store, MemoryTable table) {
    this.store = store;
    this.table = table;
    this.added = new RowCollector(store, table);
  }

  @Override
  public synchronized void write(Batch batch) {
    Batch rows = batch.compact();
    int count = rows.length();
    int[] actions = ((IntColumn) rows.column(ACTION).flatten()).values();
    Column rowIds = rows.column(ROW_ID).flatten();
    int[] kept = new int[count];
    int keptCount = 0;
    for (int i = 0; i < count; i++) {
      if (actions[i] != ChangeAction.INSERT.ordinal()) {
        boolean update = actions[i] == ChangeAction.UPDATE.ordinal();
        if (!delete(((LongColumn) rowIds).values()[i], update)) {
          continue;
        }
      }
      changes++;
      if (actions[i] != ChangeAction.DELETE.ordinal()) {
        kept[keptCount++] = i;
      }
    }
    if (keptCount > 0) {
      List<Column> columns = rows.columns().subList(FIRST_COLUMN, rows.columns().size());
      added.add(Batch.of(count, columns).withSelection(kept, keptCount));
    }
  }

  /// Marks a row; false when a DELETE met it already, which changes nothing.
  private boolean delete(long rowId, boolean update) {
    long[] places =
        deleted.computeIfAbsent(Chunk.chunkOf(rowId), _ -> new long[Bits.words(Chunk.MAX_ROWS)]);
    int place = Chunk.placeOf(rowId);
    if (!Bits.get(places, place)) {
      Bits.set(places, place);
      return true;
    }
    if (!update) {
      return false;
    }
    throw new ThalwegException(
        ErrorCode.MORE_THAN_ONE_ROW,
        "a row of table '"
            + table.handle().table()
            + "' would be changed twice by one statement;"
            + " make the source match each row at most once");
  }

  @Override
  public synchronized long commit() {
    if (changes > 0) {
      store.commit(this::apply);
    }
    return changes;
  }

  private List<Chunk> apply(List<Chunk> chunks) {
    List<Chunk> left = new ArrayList<>(chunks.size());
    int met = 0;
    for (Chunk chunk : chunks) {
      long[] places = deleted.get(chunk.id());
      if (places == null) {
        left.add(chunk);
        continue;
      }
      met++;
      Chunk smaller = remove(chunk, places);
      if (smaller.liveRows() > 0) {
        left.add(smaller);
      }
    }
    if (met < deleted.size()) {
      throw conflict();
    }
    return added.appendTo(left);
  }

  private Chunk remove(Chunk chunk, long[] places) {
    for (int place = 0; place < Chunk.MAX_ROWS; place++) {
      if (Bits.get(places, place) && !chunk.hasRow(place)) {
        throw conflict();
      }
    }
    return chunk.delete(places);
  }

  private ThalwegException conflict() {
    return new ThalwegException(
        ErrorCode.WRITE_CONFLICT,
        "table '"
            + table.handle().table()
            + "': a row this statement changes was changed by"
            + " another since it began; run the statement again");
  }

  @Override
  public void abort() {
    // Nothing was visible.
  }
}
