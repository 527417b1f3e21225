package io.thalweg.exec.checkpoint.segment;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.operator.StateWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rows of one operator in the form of a segment, for files that are not part of a checkpoint: rows
/// are added, then encoded. Used by one thread.
public final class LocalSegment {
  private static final String IDENTITY = "";

  /// What a piece costs beside its rows, about.
  private static final int PIECE_BYTES = 64;

  private final Map<String, List<PackedRows>> parts = new LinkedHashMap<>();
  private long bytes;

  /// Adds rows, at least one.
  public void add(String part, int vnode, Batch rows) {
    parts.computeIfAbsent(part, _ -> new ArrayList<>()).add(PackedRows.of(vnode, rows));
    bytes += sizeOf(rows);
  }

  /// The rows' share of what a batch holds, in bytes.
  public static long sizeOf(Batch rows) {
    return PIECE_BYTES + rows.sizeInBytes() * rows.rowCount() / rows.length();
  }

  /// Heap bytes of what was added, about.
  public long bytes() {
    return bytes;
  }

  /// The parts that rows were added of.
  public Set<String> parts() {
    return Set.copyOf(parts.keySet());
  }

  public boolean isEmpty() {
    return parts.isEmpty();
  }

  public byte[] encode() {
    List<StateRows> all = new ArrayList<>();
    long each = bytes / Math.max(1, parts.size());
    parts.forEach((part, pieces) -> all.add(new StateRows(IDENTITY, part, pieces, each)));
    return SegmentEncoder.encode(all, new SegmentBytes(bytes / 2)).bytes();
  }

  /// The rows of one part in their order, as batches of the usual size at most.
  ///
  /// @param name of the segment, for messages
  /// @throws io.thalweg.core.error.ThalwegException CHECKPOINT_CORRUPT
  public static List<Batch> read(String name, byte[] segment, String part) {
    List<Batch> batches = new ArrayList<>();
    for (Batch rows : new SegmentDecoder(name, segment).read(IDENTITY, part, _ -> true)) {
      for (int at = 0; at < rows.length(); at += Batch.DEFAULT_ROWS) {
        batches.add(rows.slice(at, Math.min(Batch.DEFAULT_ROWS, rows.length() - at)));
      }
    }
    return batches;
  }

  /// Hands all rows on.
  ///
  /// @param name of the segment, for messages
  /// @throws io.thalweg.core.error.ThalwegException CHECKPOINT_CORRUPT
  public static void copy(String name, byte[] segment, StateWriter to) {
    new SegmentDecoder(name, segment).copy(IDENTITY, _ -> true, to);
  }
}
