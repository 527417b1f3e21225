package io.thalweg.exec.join.continuous;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.join.pair.PairRows;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.state.KeyedRows;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a continuous join keeps of one input: its rows and, where the join yields rows by whether
/// they match, the number of matches of each (the sum of the weights of the other side's rows that
/// match it). Used by one task.
///
/// Matches are counted as batches come. What becomes of a row is decided at the barrier, from what
/// was shown of it before the epoch and what is to be shown now, so that a row is never taken back
/// and shown again unchanged. Rows that are dropped because they are over keep their part in the
/// counts of the other side: what they matched stays matched.
final class JoinSide implements PairRows, AutoCloseable {
  private final String part;
  private final KeyedRows rows;
  private final Presence presence;
  private final ShownLog log = new ShownLog();

  /// @param part the name of its state
  /// @param rows by the join's keys; with tallies unless the presence is [Presence#NEVER]
  JoinSide(String part, KeyedRows rows, Presence presence) {
    this.part = part;
    this.rows = rows;
    this.presence = presence;
  }

  KeyedRows rows() {
    return rows;
  }

  /// Whether the matches of these rows are counted.
  boolean isCounted() {
    return presence != Presence.NEVER;
  }

  @Override
  public Column pick(int ordinal, int[] picked, int count) {
    return rows.column(ordinal, picked, count);
  }

  /// Adds a batch, which has no selection.
  ///
  /// @param all whether the matches of all its rows are wanted; otherwise of those alone whose
  ///   matches are not counted yet
  /// @return the rows to look up on the other side; to be handed to [#settle] when that is done
  Arrival add(Batch batch, boolean all) {
    rows.add(batch);
    if (!isCounted()) {
      return new Arrival(DeltaRows.all(batch, false), new int[0], new int[0], 0);
    }
    int[] numbers = rows.added();
    noteTouched(batch);
    int[] positions = new int[batch.length()];
    int[] added = new int[batch.length()];
    int count = 0;
    for (int i = 0; i < batch.length(); i++) {
      int row = numbers[i];
      int place = log.place(row);
      boolean counts = rows.weight(row) != 0;
      if (counts && !log.isCounted(place)) {
        rows.setTally(row, 0);
        positions[count] = i;
        added[count++] = row;
      }
      log.setCounted(place, counts);
    }
    DeltaRows delta =
        all ? DeltaRows.all(batch, count > 0) : new DeltaRows(batch, positions, count, true);
    return new Arrival(delta, positions, added, count);
  }

  /// Rows that were added.
  ///
  /// @param positions in the batch, of the rows whose matches have to be counted
  /// @param numbers of the same rows
  record Arrival(DeltaRows delta, int[] positions, int[] numbers, int count) {}

  /// Logs what was shown of the rows of a batch that were just added.
  private void noteTouched(Batch batch) {
    for (int place = log.note(rows, batch); place < log.size(); place++) {
      int old = log.shown(place);
      log.setCounted(place, old != 0);
      log.setShown(place, old != 0 && presence.shows(rows.tally(log.row(place))) ? old : 0);
    }
  }

  /// Takes over the matches that were found of rows that were added.
  void settle(Arrival arrival) {
    for (int i = 0; i < arrival.count(); i++) {
      rows.setTally(arrival.numbers()[i], arrival.delta().matches(arrival.positions()[i]));
    }
  }

  /// To be called before [#match], with the rows that are there.
  void startMatching() {
    if (isCounted()) {
      log.ensure(rows.numberCount());
    }
  }

  /// Counts a match of a row with one of weight `weight`.
  void match(int row, int weight) {
    if (log.place(row) < 0) {
      log.add(row, presence.shows(rows.tally(row)) ? rows.weight(row) : 0, true);
    }
    rows.setTally(row, rows.tally(row) + weight);
  }

  /// What the epoch has changed in the rows that are shown.
  ///
  /// @param shape makes the join's rows of rows of this side
  JoinStep changes(int batchRows, UnaryOperator<Batch> shape) {
    return new Changes(batchRows, shape);
  }

  private final class Changes implements JoinStep {
    private final int batchRows;
    private final UnaryOperator<Batch> shape;
    private int next;

    private Changes(int batchRows, UnaryOperator<Batch> shape) {
      this.batchRows = batchRows;
      this.shape = shape;
    }

    @Override
    public @Nullable Batch step() {
      int[] changed = new int[batchRows];
      int[] weights = new int[batchRows];
      int count = 0;
      while (next < log.size() && count < batchRows) {
        int row = log.row(next);
        int shown = presence.shows(rows.tally(row)) ? rows.weight(row) : 0;
        changed[count] = row;
        weights[count] = shown - log.shown(next);
        count += weights[count] == 0 ? 0 : 1;
        next++;
      }
      return count == 0
          ? null
          : shape.apply(
              rows.gather(changed, count).withWeights(JoinPairs.unlessOnes(weights, count)));
    }

    @Override
    public boolean isDone() {
      return next == log.size();
    }
  }

  /// Starts the next epoch.
  void endEpoch() {
    log.clear();
  }

  Snapshot beginSnapshot(StateWriter state) {
    return rows.beginSnapshot(state, part);
  }

  void restore(StateReader state) {
    rows.restore(state, part);
  }

  /// Heap bytes held beside the rows.
  long sizeInBytes() {
    return log.sizeInBytes();
  }

  @Override
  public void close() {
    rows.close();
  }
}
