package io.thalweg.exec.window;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.function.AggregateStates;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.core.plan.WindowFrame.BoundKind;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.aggregate.CallState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An aggregate over every row's frame, by the accumulators of grouped aggregates with one group
/// per different frame.
///
/// Rows with one frame share the result. Small frames are aggregated row by row; large ones from
/// partial states of blocks of rows where the function has such states, or else, while frames only
/// grow, by going on from the frame before.
final class FrameAggregate implements WindowFunction {
  /// Rows per frame up to which adding them one by one is cheapest.
  private static final int SMALL_FRAME = 48;

  private final Window node;
  private final WindowCall call;
  private final Schema input;
  private final Optional<List<DataType>> stateTypes;

  FrameAggregate(Window node, WindowCall call) {
    this.node = node;
    this.call = call;
    this.input = node.input().schema();
    List<DataType> arguments = call.call().arguments().stream().map(input::type).toList();
    this.stateTypes =
        AggregateStates.of(
            call.call().function(), arguments, call.call().type(), call.call().distinct());
  }

  @Override
  public Column compute(PartitionedRows rows, MemoryReservation scratch) {
    Frames frames = Frames.of(rows, node, call.frame());
    int[] frameOf = new int[rows.count()];
    int[] firstRow = new int[rows.count()];
    int count = number(rows, frames, frameOf, firstRow);
    Column results = results(rows, frames, Arrays.copyOf(firstRow, count), scratch);
    scratch.setTo(0);
    return count == rows.count() ? results : results.gather(frameOf, rows.count());
  }

  /// Numbers the different frames; neighbours often have the same.
  private static int number(PartitionedRows rows, Frames frames, int[] frameOf, int[] firstRow) {
    int count = 0;
    for (int row = 0; row < rows.count(); row++) {
      boolean same =
          row > 0
              && !frames.hasExclusion()
              && frames.start(row) == frames.start(row - 1)
              && frames.end(row) == frames.end(row - 1);
      if (!same) {
        firstRow[count++] = row;
      }
      frameOf[row] = count - 1;
    }
    return count;
  }

  /// @param firstRow a row per different frame
  private Column results(
      PartitionedRows rows, Frames frames, int[] firstRow, MemoryReservation scratch) {
    long size = 0;
    for (int row : firstRow) {
      size += frames.end(row) - frames.start(row);
    }
    boolean small = size <= (long) SMALL_FRAME * firstRow.length + rows.count();
    if (!small && stateTypes.isPresent()) {
      return new FrameTree(call.call(), input, stateTypes.get(), rows, scratch)
          .results(frames, firstRow);
    }
    if (!small && onlyGrow(frames)) {
      return growing(rows, frames, firstRow, scratch);
    }
    CallState state = new CallState(call.call(), input, false);
    state.ensure(firstRow.length);
    RowFeed feed = new RowFeed(rows.rows().columns(), firstRow.length, state, scratch);
    int[] bounds = new int[2 * Frames.MAX_PIECES];
    for (int frame = 0; frame < firstRow.length; frame++) {
      int pieces = frames.pieces(firstRow[frame], bounds);
      for (int i = 0; i < pieces; i++) {
        feed.add(bounds[2 * i], bounds[2 * i + 1], frame);
      }
    }
    feed.flush();
    return state.result(0, firstRow.length);
  }

  private boolean onlyGrow(Frames frames) {
    return call.frame().start().kind() == BoundKind.UNBOUNDED_PRECEDING && !frames.hasExclusion();
  }

  /// Each frame of a partition begins where the partition does and holds the frame before.
  private Column growing(
      PartitionedRows rows, Frames frames, int[] firstRow, MemoryReservation scratch) {
    CallState state = new CallState(call.call(), input, false);
    List<FlatColumn> results = new ArrayList<>(firstRow.length);
    RowFeed feed = new RowFeed(rows.rows().columns(), 1, state, scratch);
    int start = -1;
    int end = -1;
    for (int row : firstRow) {
      if (frames.start(row) != start) {
        state.clear();
        start = frames.start(row);
        end = start;
      }
      state.ensure(1);
      feed.add(end, frames.end(row), 0);
      feed.flush();
      end = frames.end(row);
      results.add(state.result(0, 1));
    }
    return Columns.concat(results);
  }
}
