package io.thalweg.exec.window;

import io.thalweg.core.data.Column;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.exec.state.KeyVector;

/// `first_value`, `last_value` and `nth_value`: a value of the frame by its position.
final class FrameValue implements WindowFunction {
  /// Which row of the frame is picked.
  private enum Pick {
    FIRST,
    LAST,
    NTH
  }

  private final Window node;
  private final WindowCall call;
  private final Pick pick;

  FrameValue(Window node, WindowCall call) {
    this.node = node;
    this.call = call;
    this.pick =
        switch (call.call().function()) {
          case "first_value" -> Pick.FIRST;
          case "last_value" -> Pick.LAST;
          default -> Pick.NTH;
        };
  }

  @Override
  public Column compute(PartitionedRows rows, MemoryReservation scratch) {
    Frames frames = Frames.of(rows, node, call.frame());
    Column values = rows.rows().column(call.call().arguments().getFirst());
    Candidates candidates = Candidates.of(values, call.ignoreNulls());
    PickedRows picked = new PickedRows(values, rows.count());
    Column positions = pick == Pick.NTH ? rows.rows().column(call.call().arguments().get(1)) : null;
    long[] nth =
        positions == null ? new long[0] : KeyVector.longs(positions, new long[rows.count()]);
    int[] bounds = new int[2 * Frames.MAX_PIECES];
    for (int row = 0; row < rows.count(); row++) {
      if (positions != null && positions.isNull(row)) {
        continue;
      }
      int pieces = frames.pieces(row, bounds);
      int found =
          pick == Pick.LAST
              ? last(candidates, bounds, pieces)
              : nth(candidates, bounds, pieces, pick == Pick.FIRST ? 1 : checked(nth[row]));
      if (found >= 0) {
        picked.set(row, found);
      }
    }
    return picked.column();
  }

  private static long checked(long position) {
    if (position <= 0) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT, "nth_value counts from 1, not " + position);
    }
    return position;
  }

  private static int nth(Candidates candidates, int[] bounds, int pieces, long position) {
    long left = position - 1;
    for (int i = 0; i < pieces; i++) {
      int first = candidates.before(bounds[2 * i]);
      int count = candidates.before(bounds[2 * i + 1]) - first;
      if (left < count) {
        return candidates.row(first + (int) left);
      }
      left -= count;
    }
    return -1;
  }

  private static int last(Candidates candidates, int[] bounds, int pieces) {
    for (int i = pieces - 1; i >= 0; i--) {
      int end = candidates.before(bounds[2 * i + 1]);
      if (end > candidates.before(bounds[2 * i])) {
        return candidates.row(end - 1);
      }
    }
    return -1;
  }
}
