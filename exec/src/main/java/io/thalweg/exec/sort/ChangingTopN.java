package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.state.Consolidation;
import io.thalweg.exec.state.KeyedRows;
import io.thalweg.exec.state.KeyedRowsConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first rows of a changelog: at each barrier, the difference to those of the epoch before.
/// Runs in one task.
///
/// Beside all rows there is a sorted run of the first ones, about twice as many as are shown; rows
/// behind its end only enter the state, where time drops nothing: any row may move up. When
/// retractions have eaten it up it is made again from all rows, a piece per call. Nothing has to be
/// made again when nothing is ever retracted: then the rows that are not shown are not kept.
///
/// ```
/// COLLECTING ──barrier, end──> MERGING ──too few rows──> REFILLING ──> EMITTING ──> COLLECTING
///                                 └──────────────────────────────────────┘
/// ```
final class ChangingTopN implements Operator {
  private static final String PART = "rows";
  private static final int RESERVE = 1 << 10;

  /// Rows of the state that are looked at in one call.
  private static final int REFILL_ROWS = 1 << 14;

  private final TopNFactory.Setting setting;
  private final boolean appendOnly;
  private final int reserve;
  private final int batchRows;
  private final KeyedRows state;
  private final Consolidation epoch;
  private final Consolidation sums;
  private final MemoryReservation memory;

  /// The first rows there are, weights above and (while something is missing) below 0.
  private @Nullable SortedRun first;

  /// Whether `first` holds all rows.
  private boolean complete = true;

  /// The rows that have been emitted, with weights.
  private @Nullable Batch shown;

  private Phase phase = Phase.COLLECTING;
  private int refilled;

  private enum Phase {
    /// Takes rows.
    COLLECTING,
    /// The epoch is over; its rows are to be merged.
    MERGING,
    /// Looks for first rows among all.
    REFILLING,
    /// `sums` holds what has changed.
    EMITTING
  }

  ChangingTopN(TopNFactory.Setting setting, boolean appendOnly, TaskContext context) {
    this.setting = setting;
    this.appendOnly = appendOnly;
    this.reserve = (int) Math.min(Integer.MAX_VALUE - 8, RESERVE + 2L * setting.keep());
    this.batchRows = context.batchRows();
    this.state =
        new KeyedRows(
            new KeyedRowsConfig(setting.types(), List.of(), false),
            context.reserve(setting.name()));
    this.epoch = new Consolidation(setting.types(), context.reserve(setting.name()));
    this.sums = new Consolidation(setting.types(), context.reserve(setting.name()));
    this.memory = context.reserve(setting.name());
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    epoch.add(appendOnly ? within(batch) : batch);
  }

  /// The rows that are not behind the last of the first ones.
  private Batch within(Batch batch) {
    SortedRun run = first;
    if (complete || run == null) {
      return batch;
    }
    int[] selection = new int[batch.rowCount()];
    int count = run.selectBefore(batch, run.length() - 1, true, setting.order(), selection);
    return batch.withSelection(selection, count);
  }

  @Override
  public void barrier(Barrier barrier) {
    state.trim();
    phase = Phase.MERGING;
  }

  @Override
  public void end(int input, Output out) {
    phase = Phase.MERGING;
  }

  @Override
  public boolean drain(Output out) {
    switch (phase) {
      case COLLECTING -> {
        return true;
      }
      case MERGING -> merge();
      case REFILLING -> refill();
      case EMITTING -> {
        if (!out.isFull()) {
          Batch next = sums.take(batchRows);
          if (next == null) {
            phase = Phase.COLLECTING;
            return true;
          }
          out.emit(next);
        }
      }
    }
    return false;
  }

  private void merge() {
    boolean touched = false;
    for (Batch rows = epoch.take(batchRows); rows != null; rows = epoch.take(batchRows)) {
      Batch relevant = within(rows);
      state.add(appendOnly ? relevant : rows);
      sums.add(relevant);
      touched |= !relevant.isEmpty();
    }
    if (!touched) {
      phase = Phase.EMITTING;
      return;
    }
    if (first != null) {
      sums.add(first.rows());
    }
    List<Batch> merged = new ArrayList<>();
    for (Batch rows = sums.take(batchRows); rows != null; rows = sums.take(batchRows)) {
      merged.add(rows);
    }
    first = merged.isEmpty() ? null : SortedRun.sort(merged, setting.order(), Integer.MAX_VALUE);
    if (!complete && !appendOnly && weight() < setting.keep()) {
      startRefill();
      return;
    }
    cut();
    show();
  }

  /// How many rows `first` stands for.
  private long weight() {
    long weight = 0;
    int @Nullable [] weights = first == null ? null : first.rows().weights();
    for (int i = 0; weights != null && i < weights.length; i++) {
      weight += Math.max(0, weights[i]);
    }
    return weight;
  }

  private void startRefill() {
    first = null;
    refilled = 0;
    phase = Phase.REFILLING;
  }

  private void refill() {
    int end = Math.min(state.numberCount(), refilled + REFILL_ROWS);
    int[] rows = new int[end - refilled];
    int count = 0;
    for (int row = refilled; row < end; row++) {
      rows[count] = row;
      count += state.weight(row) != 0 ? 1 : 0;
    }
    List<Batch> candidates = new ArrayList<>();
    if (first != null) {
      candidates.add(first.rows());
    }
    candidates.add(state.gather(rows, count));
    first = SortedRun.sort(candidates, setting.order(), reserve);
    account();
    refilled = end;
    if (end == state.numberCount()) {
      complete = state.size() <= reserve;
      show();
    }
  }

  /// Lets go of rows that are far behind those shown; of all others when nothing is retracted.
  private void cut() {
    SortedRun run = first;
    int @Nullable [] weights = run == null ? null : run.rows().weights();
    if (run == null || weights == null) {
      return;
    }
    long wanted = appendOnly ? setting.keep() : reserve;
    long weight = 0;
    int end = 0;
    while (end < run.length() && weight < wanted) {
      weight += Math.max(0, weights[end++]);
    }
    if (end == run.length() || (!appendOnly && run.length() < 2L * reserve)) {
      return;
    }
    complete = false;
    first = run.slice(end, setting.order());
    if (appendOnly) {
      Batch dropped = run.rows().slice(end, run.length() - end);
      state.add(dropped.withWeights(negated(dropped)));
    }
  }

  private static int[] negated(Batch rows) {
    int @Nullable [] weights = rows.weights();
    int[] negated = new int[rows.length()];
    for (int i = 0; i < negated.length; i++) {
      negated[i] = weights == null ? -1 : -weights[i];
    }
    return negated;
  }

  /// Compares what is to be shown with what was.
  private void show() {
    Batch next = window();
    if (shown != null) {
      sums.add(shown, -1);
    }
    if (next != null) {
      sums.add(next);
    }
    shown = next;
    account();
    phase = Phase.EMITTING;
  }

  /// The rows behind `offset`, `limit` of them.
  private @Nullable Batch window() {
    int @Nullable [] weights = first == null ? null : first.rows().weights();
    if (first == null || weights == null) {
      return null;
    }
    int[] rows = new int[first.length()];
    int[] shares = new int[first.length()];
    int count = 0;
    long toSkip = setting.offset();
    long toShow = setting.limit();
    for (int row = 0; row < first.length() && toShow > 0; row++) {
      long weight = Math.max(0, weights[row]);
      long skipped = Math.min(toSkip, weight);
      long share = Math.min(toShow, weight - skipped);
      toSkip -= skipped;
      toShow -= share;
      if (share > 0) {
        shares[row] = (int) share;
        rows[count++] = row;
      }
    }
    return first.rows().withWeights(shares).withSelection(rows, count).compact();
  }

  private void account() {
    long bytes = shown == null ? 0 : shown.sizeInBytes();
    memory.setTo(first == null ? bytes : bytes + first.sizeInBytes());
  }

  @Override
  public void snapshot(StateWriter writer) {
    beginSnapshot(writer).finish();
  }

  @Override
  public Snapshot beginSnapshot(StateWriter writer) {
    return state.beginSnapshot(writer, PART);
  }

  @Override
  public void restore(StateReader reader) {
    state.restore(reader, PART);
    startRefill();
    while (phase == Phase.REFILLING) {
      refill();
    }
    // What is shown now has been emitted before.
    while (sums.take(batchRows) != null) {
      // Forgotten.
    }
    phase = Phase.COLLECTING;
  }

  @Override
  public boolean isSatisfied() {
    return setting.keep() == 0;
  }

  @Override
  public void close() {
    first = null;
    shown = null;
    state.close();
    epoch.close();
    sums.close();
    memory.close();
  }
}
