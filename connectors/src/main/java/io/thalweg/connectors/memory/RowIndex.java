package io.thalweg.connectors.memory;

import io.thalweg.core.data.Batch;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds the rows of a table that are equal to a given one. Follows the table from version to
/// version. Not thread-safe.
final class RowIndex {
  private static final long EMPTY = -1;
  private static final long REMOVED = -2;
  private static final int FIRST_SLOTS = 1024;

  private final Schema schema;
  private final List<Integer> columns;
  private final Map<Long, Chunk> chunks = new HashMap<>();
  private @Nullable MemoryTable seen;

  // Open addressing: a row's hash, and its row id or why there is none.
  private long[] hashes = new long[FIRST_SLOTS];
  private long[] rowIds = filled(FIRST_SLOTS);
  private int used;
  private int rows;

  RowIndex(Schema schema) {
    this.schema = schema;
    this.columns = IntStream.range(0, schema.size()).boxed().toList();
  }

  private static long[] filled(int slots) {
    long[] ids = new long[slots];
    Arrays.fill(ids, EMPTY);
    return ids;
  }

  /// Makes this the index of `table`'s rows.
  void follow(MemoryTable table) {
    MemoryTable from = seen;
    if (from == table) {
      return;
    }
    Changes changes = Changes.between(from == null ? List.of() : from.chunks(), table.chunks());
    for (Changes.Piece piece : changes.pieces()) {
      Batch all = piece.read(columns);
      long[] pieceHashes = RowHash.of(schema, all.compact());
      for (int i = 0; i < piece.places().length; i++) {
        long rowId = piece.chunk().rowId(piece.places()[i]);
        if (piece.weight() < 0) {
          remove(pieceHashes[i], rowId);
        } else {
          add(pieceHashes[i], rowId);
        }
      }
    }
    chunks.clear();
    table.chunks().forEach(chunk -> chunks.put(chunk.id(), chunk));
    seen = table;
  }

  /// The ids of up to `count` rows equal to a row of `batch`.
  List<Long> find(long hash, Batch batch, int row, long count) {
    List<Long> found = new ArrayList<>();
    for (int slot = first(hash); rowIds[slot] != EMPTY && found.size() < count; ) {
      long rowId = rowIds[slot];
      if (rowId != REMOVED && hashes[slot] == hash && isEqual(rowId, batch, row)) {
        found.add(rowId);
      }
      slot = slot + 1 & rowIds.length - 1;
    }
    return found;
  }

  private boolean isEqual(long rowId, Batch batch, int row) {
    Chunk chunk = chunks.get(Chunk.chunkOf(rowId));
    return chunk != null
        && RowHash.equal(schema, batch, row, chunk.readAll(columns), Chunk.placeOf(rowId));
  }

  private int first(long hash) {
    return (int) (hash ^ hash >>> 32) & rowIds.length - 1;
  }

  private void add(long hash, long rowId) {
    if (2 * (used + 1) > rowIds.length) {
      resize();
    }
    int slot = first(hash);
    while (rowIds[slot] != EMPTY) {
      slot = slot + 1 & rowIds.length - 1;
    }
    hashes[slot] = hash;
    rowIds[slot] = rowId;
    used++;
    rows++;
  }

  private void remove(long hash, long rowId) {
    for (int slot = first(hash); rowIds[slot] != EMPTY; slot = slot + 1 & rowIds.length - 1) {
      if (rowIds[slot] == rowId) {
        rowIds[slot] = REMOVED;
        rows--;
        return;
      }
    }
  }

  /// Forgets removed entries and makes room for as many rows again.
  private void resize() {
    long[] oldHashes = hashes;
    long[] oldIds = rowIds;
    int slots = FIRST_SLOTS;
    while (slots < 4L * (rows + 1)) {
      slots = Math.multiplyExact(slots, 2);
    }
    hashes = new long[slots];
    rowIds = filled(slots);
    used = 0;
    rows = 0;
    for (int i = 0; i < oldIds.length; i++) {
      if (oldIds[i] >= 0) {
        add(oldHashes[i], oldIds[i]);
      }
    }
  }
}
