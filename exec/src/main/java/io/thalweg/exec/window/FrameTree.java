package io.thalweg.exec.window;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.aggregate.CallState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Partial states of blocks of 16 rows, of blocks of 16 such blocks, and so on: any range of rows
/// is at most 30 entries of each level. Blocks may cross partitions; a frame only uses those inside
/// it.
final class FrameTree {
  private static final int SHIFT = 4;
  private static final int FAN_OUT = 1 << SHIFT;

  private final AggregateCall call;
  private final AggregateCall merging;
  private final Schema input;
  private final Schema states;
  private final MemoryReservation scratch;

  /// The rows' columns, then the states' columns of each level of blocks.
  private final List<List<? extends Column>> levels = new ArrayList<>();

  FrameTree(
      AggregateCall call,
      Schema input,
      List<DataType> stateTypes,
      PartitionedRows rows,
      MemoryReservation scratch) {
    this.call = call;
    this.input = input;
    this.scratch = scratch;
    this.states =
        new Schema(stateTypes.stream().map(type -> Field.nullable("state", type)).toList());
    this.merging =
        new AggregateCall(
            call.function(),
            IntStream.range(0, states.size()).boxed().toList(),
            call.constants(),
            false,
            OptionalInt.empty(),
            List.of(),
            call.type());
    levels.add(rows.rows().columns());
    int size = rows.count();
    while (size > FAN_OUT) {
      size = addLevel(size);
    }
  }

  /// Adds the blocks of the `size` entries of the last level; returns how many they are.
  private int addLevel(int size) {
    int blocks = (size + FAN_OUT - 1) >> SHIFT;
    CallState state = state(levels.size() - 1);
    state.ensure(blocks);
    RowFeed feed = new RowFeed(levels.getLast(), blocks, state, scratch);
    for (int block = 0; block < blocks; block++) {
      feed.add(block << SHIFT, Math.min(size, (block + 1) << SHIFT), block);
    }
    feed.flush();
    levels.add(state.states(0, blocks));
    return blocks;
  }

  /// A state that takes entries of a level: rows, or states.
  private CallState state(int level) {
    return level == 0 ? new CallState(call, input, false) : new CallState(merging, states, true);
  }

  /// The result of each frame.
  ///
  /// @param firstRow a row per frame
  FlatColumn results(Frames frames, int[] firstRow) {
    int count = firstRow.length;
    CallState edges = state(0);
    CallState whole = state(1);
    edges.ensure(count);
    whole.ensure(count);
    List<RowFeed> feeds = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      feeds.add(new RowFeed(levels.get(level), count, level == 0 ? edges : whole, scratch));
    }
    int[] bounds = new int[2 * Frames.MAX_PIECES];
    for (int frame = 0; frame < count; frame++) {
      int pieces = frames.pieces(firstRow[frame], bounds);
      for (int i = 0; i < pieces; i++) {
        cover(bounds[2 * i], bounds[2 * i + 1], frame, feeds);
      }
    }
    feeds.forEach(RowFeed::flush);
    RowFeed merge = new RowFeed(edges.states(0, count), count, whole, scratch);
    for (int frame = 0; frame < count; frame++) {
      merge.add(frame, frame + 1, frame);
    }
    merge.flush();
    return whole.result(0, count);
  }

  /// Covers the rows `from..to)` by the largest blocks that fit.
  private static void cover(int from, int to, int frame, List<RowFeed> feeds) {
    int start = from;
    int end = to;
    for (int level = 0; start < end; level++) {
      RowFeed feed = feeds.get(level);
      int firstBlock = (start + FAN_OUT - 1) >> SHIFT;
      int lastBlock = end >> SHIFT;
      if (level == feeds.size() - 1 || firstBlock >= lastBlock) {
        feed.add(start, end, frame);
        return;
      }
      feed.add(start, firstBlock << SHIFT, frame);
      feed.add(lastBlock << SHIFT, end, frame);
      start = firstBlock;
      end = lastBlock;
    }
  }
}
