package io.thalweg.connectors.memory;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What turns one version of a table into a later one: first the rows that are gone, then those
/// that are new. Immutable.
///
/// Chunks say it themselves: a row keeps its chunk and its place, so that only chunks that are not
/// the same object in both versions are looked at.
final class Changes {
  private final List<Piece> pieces = new ArrayList<>();
  private final long rows;

  /// Some rows of one chunk, all removed or all added.
  ///
  /// @param places ascending
  /// @param weight of each of the rows: 1 or -1
  record Piece(Chunk chunk, int[] places, int weight) {
    /// @param columns ordinals of the table's columns; the one behind the last is the row id
    Batch read(List<Integer> columns) {
      return chunk.readAll(columns).withSelection(places, places.length);
    }
  }

  private Changes(List<Piece> removed, List<Piece> added) {
    pieces.addAll(removed);
    pieces.addAll(added);
    this.rows = pieces.stream().mapToLong(piece -> piece.places().length).sum();
  }

  /// @param before the older version's chunks; empty for the whole of `after`
  static Changes between(List<Chunk> before, List<Chunk> after) {
    Map<Long, Chunk> old = new HashMap<>();
    before.forEach(chunk -> old.put(chunk.id(), chunk));
    List<Piece> removed = new ArrayList<>();
    List<Piece> added = new ArrayList<>();
    for (Chunk now : after) {
      Chunk was = old.remove(now.id());
      if (was != now) {
        add(was, now, -1, removed);
        add(now, was, 1, added);
      }
    }
    old.values().forEach(gone -> add(gone, null, -1, removed));
    return new Changes(removed, added);
  }

  /// Adds the rows that `chunk` has and `other` has not.
  private static void add(
      @Nullable Chunk chunk, @Nullable Chunk other, int weight, List<Piece> target) {
    if (chunk == null) {
      return;
    }
    int[] places = new int[chunk.length()];
    int count = 0;
    for (int place = 0; place < chunk.length(); place++) {
      if (chunk.hasRow(place) && (other == null || !other.hasRow(place))) {
        places[count++] = place;
      }
    }
    if (count > 0) {
      target.add(new Piece(chunk, Arrays.copyOf(places, count), weight));
    }
  }

  List<Piece> pieces() {
    return pieces;
  }

  /// Rows of all pieces together.
  long rows() {
    return rows;
  }

  /// Up to `count` rows from the `from`-th on, with weights unless all are added.
  Batch read(List<Integer> columns, long from, int count) {
    List<Batch> parts = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    long skip = from;
    int wanted = count;
    for (Piece piece : pieces) {
      int length = piece.places().length;
      if (skip < length && wanted > 0) {
        int taken = (int) Math.min(wanted, length - skip);
        parts.add(piece.read(columns).slice((int) skip, taken));
        weights.add(piece.weight());
        wanted -= taken;
        skip = length;
      }
      skip -= length;
    }
    return together(parts, weights);
  }

  private static Batch together(List<Batch> parts, List<Integer> weights) {
    boolean appendOnly = weights.stream().allMatch(weight -> weight == 1);
    if (appendOnly && parts.size() == 1) {
      Batch only = parts.getFirst();
      return 4 * only.rowCount() < only.length() ? only.compact() : only;
    }
    Batch all = concat(parts);
    if (appendOnly) {
      return all;
    }
    int[] each = new int[all.length()];
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      Arrays.fill(each, at, at + parts.get(i).rowCount(), weights.get(i));
      at += parts.get(i).rowCount();
    }
    return all.withWeights(each);
  }

  /// [Columns#concatBatches] of batches that may have no column at all.
  private static Batch concat(List<Batch> parts) {
    if (parts.getFirst().columns().isEmpty()) {
      return Batch.of(parts.stream().mapToInt(Batch::rowCount).sum(), List.<Column>of());
    }
    return Columns.concatBatches(parts);
  }
}
