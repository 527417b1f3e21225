package io.thalweg.exec.spill;

import io.thalweg.core.data.Batch;
import io.thalweg.core.port.SpillStorage;
import io.thalweg.exec.checkpoint.segment.LocalSegment;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.spill.StatePiece.Extent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes one snapshot of one partition into a file, a segment at a time. Used once, where blocking
/// is allowed.
final class PieceWriter implements StateWriter {
  private final SpillSpace space;
  private final boolean full;
  private final long segmentBytes;
  private final List<Extent> extents = new ArrayList<>();
  private SpillStorage.@Nullable File file;
  private LocalSegment segment = new LocalSegment();

  /// @param segmentBytes rows that are held until they are written
  PieceWriter(SpillSpace space, boolean full, long segmentBytes) {
    this.space = space;
    this.full = full;
    this.segmentBytes = segmentBytes;
  }

  @Override
  public boolean full() {
    return full;
  }

  @Override
  public void write(String part, int vnode, Batch rows) {
    segment.add(part, vnode, rows);
    if (segment.bytes() >= segmentBytes) {
      flush();
    }
  }

  /// Bytes of rows that are held.
  long heldBytes() {
    return segment.bytes();
  }

  /// Writes what is held.
  void flush() {
    if (segment.isEmpty()) {
      return;
    }
    SpillStorage.File target = file;
    if (target == null) {
      target = space.create();
      file = target;
    }
    byte[] bytes = segment.encode();
    extents.add(new Extent(segment.parts(), target.append(bytes), bytes.length));
    space.written(bytes.length);
    segment = new LocalSegment();
  }

  /// What was written; null when there was nothing to write.
  @Nullable StatePiece finish() {
    flush();
    SpillStorage.File target = file;
    if (target == null) {
      return null;
    }
    target.finish();
    return new StatePiece(target, extents);
  }
}
