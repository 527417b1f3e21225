package io.thalweg.exec.scan;

import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.state.Consolidation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one split of a volatile stream has handed out, as checkpoints keep it: rows whose weights
/// add up. Used by one task.
///
/// A restored split begins anew, and nothing of it is handed on before its reader has come to rest.
/// Then the difference to what was handed on before follows. Of a stream without retractions that
/// may be rows too few, because the stream itself has gone back: then more is waited for.
final class HandedOut implements AutoCloseable {
  private static final String PART = "rows ";
  private static final int BATCH_ROWS = 2048;

  private final String label;
  private final Asked asked;
  private final MemoryReservation memory;
  private final List<Batch> before;
  private boolean behind;
  private boolean beforeWritten;
  private List<Batch> unwritten = List.of();
  private final Deque<Batch> difference = new ArrayDeque<>();

  /// What the scan reads.
  ///
  /// @param types of the rows
  /// @param appendOnly whether the stream has no retractions
  record Asked(List<DataType> types, boolean appendOnly, MemoryPool memory) {}

  /// @param label of the split
  /// @param before what was handed on up to the checkpoint; empty: nothing, or there is none
  HandedOut(String label, Asked asked, List<Batch> before) {
    this.label = label;
    this.asked = asked;
    this.before = new ArrayList<>(before);
    this.behind = !before.isEmpty();
    this.memory = asked.memory().reservation("rows of " + label + " that were read before");
    memory.setTo(before.stream().mapToLong(Batch::sizeInBytes).sum());
  }

  /// What earlier snapshots wrote of a split.
  static List<Batch> read(String label, StateReader state) {
    List<Batch> rows = new ArrayList<>();
    state.read(PART + label).forEachRemaining(rows::add);
    return rows;
  }

  /// Whether what the reader yields is not to be handed on yet.
  boolean isBehind() {
    return behind;
  }

  /// Whether there is a difference to be handed on first.
  boolean hasNext() {
    return !difference.isEmpty();
  }

  Batch next() {
    return difference.remove();
  }

  /// The reader has come to rest.
  ///
  /// @param ended whether it will not go on
  /// @throws ThalwegException CHECKPOINT_NOT_FOUND when rows are missing for ever
  void rests(SplitReader reader, boolean ended) {
    Optional<List<Batch>> now = reader.handedOut(true);
    List<Batch> changes = now.isPresent() ? changes(now.get()) : null;
    if (changes == null) {
      if (ended) {
        throw new ThalwegException(
            ErrorCode.CHECKPOINT_NOT_FOUND,
            label
                + " no longer has rows that were read from it; begin anew without the state: CREATE"
                + " OR REPLACE … WITH (discard_state = true)");
      }
      return;
    }
    behind = false;
    before.clear();
    memory.setTo(changes.stream().mapToLong(Batch::sizeInBytes).sum());
    difference.addAll(changes);
    unwritten = beforeWritten ? changes : List.of();
  }

  /// How `now` differs from what was handed on; null when it lacks rows that cannot be taken back.
  private @Nullable List<Batch> changes(List<Batch> now) {
    List<Batch> changes = new ArrayList<>();
    try (Consolidation sums =
        new Consolidation(asked.types(), asked.memory().reservation("changes of " + label))) {
      before.forEach(batch -> sums.add(batch, -1));
      now.forEach(sums::add);
      for (Batch batch = sums.take(BATCH_ROWS); batch != null; batch = sums.take(BATCH_ROWS)) {
        if (asked.appendOnly() && hasRetraction(batch)) {
          return null;
        }
        changes.add(batch);
      }
    }
    return changes;
  }

  private static boolean hasRetraction(Batch batch) {
    int @Nullable [] weights = batch.weights();
    for (int i = 0; weights != null && i < batch.rowCount(); i++) {
      if (weights[batch.row(i)] < 0) {
        return true;
      }
    }
    return false;
  }

  /// Between changes of the reader.
  void snapshot(SplitReader reader, StateWriter state) {
    if (behind) {
      if (state.full()) {
        before.forEach(batch -> state.write(PART + label, 0, batch));
        beforeWritten = true;
      }
      return;
    }
    if (!state.full()) {
      unwritten.forEach(batch -> state.write(PART + label, 0, batch));
    }
    unwritten = List.of();
    memory.setTo(0);
    for (Batch batch : reader.handedOut(state.full()).orElse(List.of())) {
      state.write(PART + label, 0, batch);
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
