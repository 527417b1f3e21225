package io.thalweg.connectors.memory;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Up to [#MAX_ROWS] rows that were written together, minus those deleted since.
///
/// Immutable: appending and deleting give a new chunk with the same id, in which every row keeps
/// its place. So id and place name a row in all versions: the row id.
final class Chunk {
  static final int MAX_ROWS = Batch.DEFAULT_ROWS;
  private static final int PLACE_BITS = 16;

  private final long id;
  private final Batch rows;
  private final long @Nullable [] deleted;
  private final int liveRows;
  private volatile @Nullable ChunkSummary summary;

  /// @param rows without selection and weights
  Chunk(long id, Batch rows) {
    this(id, rows, null, rows.length());
  }

  private Chunk(long id, Batch rows, long @Nullable [] deleted, int liveRows) {
    this.id = id;
    this.rows = rows;
    this.deleted = deleted;
    this.liveRows = liveRows;
  }

  static long chunkOf(long rowId) {
    return rowId >> PLACE_BITS;
  }

  long rowId(int place) {
    return id << PLACE_BITS | place;
  }

  static int placeOf(long rowId) {
    return (int) rowId & (1 << PLACE_BITS) - 1;
  }

  long id() {
    return id;
  }

  int length() {
    return rows.length();
  }

  int liveRows() {
    return liveRows;
  }

  /// Whether the row is there and not deleted.
  boolean hasRow(int place) {
    return place < rows.length() && (deleted == null || !Bits.get(deleted, place));
  }

  /// The columns with these ordinals, of the rows that are left; the ordinal behind the last column
  /// is the row id.
  Batch read(List<Integer> ordinals) {
    Batch batch = readAll(ordinals);
    return deleted == null ? batch : batch.withSelection(live(deleted), liveRows);
  }

  /// As [#read], with the deleted rows.
  Batch readAll(List<Integer> ordinals) {
    List<Column> columns = new ArrayList<>(ordinals.size());
    for (int ordinal : ordinals) {
      columns.add(ordinal < rows.columns().size() ? rows.column(ordinal) : rowIds());
    }
    return Batch.of(rows.length(), columns);
  }

  /// Whether both are one batch of rows, apart from what is deleted.
  boolean sharesRowsWith(Chunk other) {
    return rows == other.rows;
  }

  long sizeInBytes() {
    return rows.sizeInBytes();
  }

  private LongColumn rowIds() {
    long[] ids = new long[rows.length()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = rowId(i);
    }
    return new LongColumn(ids.length, ids, null);
  }

  private int[] live(long[] gone) {
    int[] selection = new int[liveRows];
    int count = 0;
    for (int i = 0; i < rows.length(); i++) {
      if (!Bits.get(gone, i)) {
        selection[count++] = i;
      }
    }
    return selection;
  }

  /// This chunk with more rows behind its own; together at most [#MAX_ROWS].
  Chunk append(Batch more) {
    Batch all = Columns.concatBatches(List.of(rows, more));
    long[] flags = deleted == null ? null : Arrays.copyOf(deleted, Bits.words(all.length()));
    return new Chunk(id, all, flags, liveRows + more.rowCount());
  }

  /// This chunk without the rows at these places, all of which it has.
  Chunk delete(long[] places) {
    long[] flags = places.clone();
    if (deleted != null) {
      for (int i = 0; i < Math.min(flags.length, deleted.length); i++) {
        flags[i] |= deleted[i];
      }
    }
    return new Chunk(id, rows, flags, rows.length() - Bits.count(flags, rows.length()));
  }

  /// What the planner wants to know; computed once. Counts deleted rows too.
  ChunkSummary summary(Schema schema) {
    ChunkSummary known = summary;
    if (known == null) {
      known = ChunkSummary.of(schema, rows);
      summary = known;
    }
    return known;
  }
}
