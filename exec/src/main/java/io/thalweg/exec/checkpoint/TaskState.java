package io.thalweg.exec.checkpoint;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.checkpoint.segment.PackedRows;
import io.thalweg.exec.checkpoint.segment.StateRows;
import io.thalweg.exec.kernel.RowHash;
import io.thalweg.exec.operator.StateWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One operator's state in one task while it is written. The task writes; the checkpoint takes what
/// is left afterwards.
///
/// Each part is collected until it fills a segment. When the memory pool has no room for more, the
/// task writes out what the part has, itself: the only way in which a checkpoint can hold up a
/// task.
final class TaskState implements StateWriter {
  private final String identity;
  private final boolean full;
  private final SegmentWrites writes;
  private final PendingRows pending;
  private final int segmentBytes;
  private final Map<String, Collected> parts = new LinkedHashMap<>();
  private boolean over;

  TaskState(
      String identity, boolean full, SegmentWrites writes, PendingRows pending, int segmentBytes) {
    this.identity = identity;
    this.full = full;
    this.writes = writes;
    this.pending = pending;
    this.segmentBytes = segmentBytes;
  }

  /// Rows of one part that no segment has yet; `bytes` of them are reserved.
  private static final class Collected {
    private final List<PackedRows> pieces = new ArrayList<>();
    private long bytes;
  }

  @Override
  public boolean full() {
    return full;
  }

  @Override
  public void write(String part, int vnode, Batch rows) {
    if (!rows.isEmpty()) {
      check(vnode);
      add(part, PackedRows.of(vnode, rows));
    }
  }

  @Override
  public void write(String part, int[] vnodes, Batch rows) {
    if (!rows.isEmpty()) {
      for (int vnode : vnodes) {
        check(vnode);
      }
      add(part, PackedRows.of(vnodes, rows));
    }
  }

  private static void check(int vnode) {
    if (vnode < 0 || vnode >= RowHash.VNODES) {
      throw new IllegalArgumentException("there is no vnode " + vnode);
    }
  }

  @Override
  public boolean isFull() {
    return pending.isFull();
  }

  private synchronized void add(String part, PackedRows piece) {
    if (over) {
      return;
    }
    Collected collected = parts.computeIfAbsent(part, _ -> new Collected());
    collected.pieces.add(piece);
    long bytes = piece.sizeInBytes();
    if (!pending.tryTake(bytes)) {
      writes.writeNow(List.of(rows(part, collected, collected.bytes + bytes)));
      pending.giveBack(collected.bytes);
      parts.remove(part);
      return;
    }
    collected.bytes += bytes;
    if (collected.bytes >= segmentBytes) {
      long held = collected.bytes;
      pending.submitted(held);
      writes.submit(List.of(rows(part, collected, held)), () -> pending.written(held));
      parts.remove(part);
    }
  }

  private StateRows rows(String part, Collected collected, long bytes) {
    return new StateRows(identity, part, collected.pieces, bytes);
  }

  /// Takes what no segment has; its bytes are reserved until the taker gives them back.
  synchronized List<StateRows> takeRest() {
    List<StateRows> rest = new ArrayList<>();
    parts.forEach((part, collected) -> rest.add(rows(part, collected, collected.bytes)));
    parts.clear();
    over = true;
    return rest;
  }
}
