package io.thalweg.exec.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.kernel.RowHash;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The snapshots of one operator, of all its tasks, in memory: a full one and those behind it.
public final class RecordedState {
  private static final int PIECE_ROWS_OF_TESTS = 3;

  private final Map<String, Map<Integer, List<Batch>>> parts;
  private long rows;

  /// No state yet.
  public RecordedState() {
    this(new TreeMap<>());
  }

  private RecordedState(Map<String, Map<Integer, List<Batch>>> parts) {
    this.parts = parts;
  }

  /// The state as it is now; this one may go on.
  public RecordedState copy() {
    Map<String, Map<Integer, List<Batch>>> copies = new TreeMap<>();
    parts.forEach(
        (part, vnodes) -> {
          Map<Integer, List<Batch>> copied = new TreeMap<>();
          vnodes.forEach((vnode, batches) -> copied.put(vnode, new ArrayList<>(batches)));
          copies.put(part, copied);
        });
    return new RecordedState(copies);
  }

  /// Takes one task's next snapshot. A full one of any task replaces what its vnodes had: all tasks
  /// write a full one, or none.
  public StateWriter writer(boolean full, IntPredicate owned) {
    if (full) {
      parts.values().forEach(vnodes -> vnodes.keySet().removeIf(owned::test));
    }
    return new StateWriter() {
      @Override
      public boolean full() {
        return full;
      }

      @Override
      public int pieceRows() {
        return PIECE_ROWS_OF_TESTS;
      }

      @Override
      public void write(String part, int vnode, Batch batch) {
        assertThat(batch.isEmpty()).as("empty batch of state").isFalse();
        assertThat(vnode).isBetween(0, RowHash.VNODES - 1);
        rows += batch.rowCount();
        parts
            .computeIfAbsent(part, any -> new TreeMap<>())
            .computeIfAbsent(vnode, any -> new ArrayList<>())
            .add(batch);
      }
    };
  }

  /// What a task that owns these vnodes reads.
  public StateReader reader(IntPredicate owned) {
    return new StateReader() {
      @Override
      public Iterator<Batch> read(String part) {
        Map<Integer, List<Batch>> vnodes = parts.getOrDefault(part, Map.of());
        return IntStream.range(0, RowHash.VNODES)
            .filter(owned)
            .mapToObj(vnode -> vnodes.getOrDefault(vnode, List.of()))
            .flatMap(List::stream)
            .iterator();
      }

      @Override
      public void copyTo(StateWriter target) {
        parts.forEach(
            (part, vnodes) ->
                vnodes.forEach(
                    (vnode, batches) -> {
                      if (owned.test(vnode)) {
                        batches.forEach(batch -> target.write(part, vnode, batch));
                      }
                    }));
      }
    };
  }

  /// The rows written so far, by all snapshots.
  public long rowsWritten() {
    return rows;
  }
}
