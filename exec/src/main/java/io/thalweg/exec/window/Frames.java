package io.thalweg.exec.window;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WindowFrame;
import io.thalweg.core.plan.WindowFrame.Bound;
import io.thalweg.core.plan.WindowFrame.BoundKind;
import io.thalweg.core.plan.WindowFrame.Exclusion;
import io.thalweg.core.plan.WindowFrame.Unit;

/// The frame of every row: the rows `start..end)` without those excluded.
final class Frames {
  /// The most pieces an exclusion cuts a frame into.
  static final int MAX_PIECES = 3;

  private final PartitionedRows rows;
  private final Exclusion exclusion;
  private final int[] starts;
  private final int[] ends;

  private Frames(PartitionedRows rows, Exclusion exclusion, int[] starts, int[] ends) {
    this.rows = rows;
    this.exclusion = exclusion;
    this.starts = starts;
    this.ends = ends;
  }

  static Frames of(PartitionedRows rows, Window node, WindowFrame frame) {
    int[] starts = new int[rows.count()];
    int[] ends = new int[rows.count()];
    fill(rows, node, frame.unit(), frame.start(), true, starts);
    fill(rows, node, frame.unit(), frame.end(), false, ends);
    for (int row = 0; row < starts.length; row++) {
      ends[row] = Math.max(starts[row], ends[row]);
    }
    return new Frames(rows, frame.exclusion(), starts, ends);
  }

  int start(int row) {
    return starts[row];
  }

  int end(int row) {
    return ends[row];
  }

  boolean hasExclusion() {
    return exclusion != Exclusion.NO_OTHERS;
  }

  /// Writes the pieces of a row's frame, in order, as pairs of start and end; returns their number.
  int pieces(int row, int[] bounds) {
    int start = starts[row];
    int end = ends[row];
    return switch (exclusion) {
      case NO_OTHERS -> add(bounds, 0, start, end);
      case CURRENT_ROW -> {
        int count = add(bounds, 0, start, Math.min(end, row));
        yield add(bounds, count, Math.max(start, row + 1), end);
      }
      case GROUP -> {
        int count = add(bounds, 0, start, Math.min(end, rows.peerStart(row)));
        yield add(bounds, count, Math.max(start, rows.peerEnd(row)), end);
      }
      case TIES -> {
        int count = add(bounds, 0, start, Math.min(end, rows.peerStart(row)));
        count = add(bounds, count, Math.max(start, row), Math.min(end, row + 1));
        yield add(bounds, count, Math.max(start, rows.peerEnd(row)), end);
      }
    };
  }

  private static int add(int[] bounds, int count, int start, int end) {
    if (start >= end) {
      return count;
    }
    bounds[2 * count] = start;
    bounds[2 * count + 1] = end;
    return count + 1;
  }

  private static void fill(
      PartitionedRows rows, Window node, Unit unit, Bound bound, boolean start, int[] target) {
    boolean following = bound.kind() == BoundKind.FOLLOWING;
    boolean hasOffset = following || bound.kind() == BoundKind.PRECEDING;
    RangeKeys keys =
        hasOffset && unit == Unit.RANGE ? RangeKeys.of(rows, node, bound, following) : null;
    int offset = hasOffset && unit != Unit.RANGE ? offset(bound, following, rows.count()) : 0;
    for (int p = 0; p < rows.partitions(); p++) {
      int from = rows.partitionStart(p);
      int to = rows.partitionEnd(p);
      if (keys != null) {
        keys.fill(from, to, start, target);
        continue;
      }
      for (int row = from; row < to; row++) {
        target[row] =
            switch (bound.kind()) {
              case UNBOUNDED_PRECEDING -> from;
              case UNBOUNDED_FOLLOWING -> to;
              case CURRENT_ROW, PRECEDING, FOLLOWING ->
                  switch (unit) {
                    case ROWS -> Math.clamp((long) row + offset + (start ? 0 : 1), from, to);
                    case GROUPS, RANGE -> group(rows, row, offset, start, from, to);
                  };
            };
      }
    }
  }

  /// Where the group of peers `offset` away begins, or ends.
  private static int group(
      PartitionedRows rows, int row, int offset, boolean start, int from, int to) {
    int group = rows.peerGroup(row) + offset + (start ? 0 : 1);
    if (group < rows.peerGroup(from)) {
      return from;
    }
    return group > rows.peerGroup(to - 1) ? to : rows.groupStart(group);
  }

  /// Signed, and no longer than matters.
  private static int offset(Bound bound, boolean following, int rows) {
    Object value = bound.offset().map(literal -> literal.value()).orElse(null);
    if (!(value instanceof Number number) || number.longValue() < 0) {
      throw negative(bound);
    }
    int size = (int) Math.min(number.longValue(), rows + 1L);
    return following ? size : -size;
  }

  static ThalwegException negative(Bound bound) {
    return new ThalwegException(
        ErrorCode.INVALID_ARGUMENT,
        "the frame bound " + bound + " has no offset from zero up; use one");
  }
}
