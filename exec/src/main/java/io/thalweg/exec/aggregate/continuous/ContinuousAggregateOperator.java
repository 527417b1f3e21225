package io.thalweg.exec.aggregate.continuous;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.aggregate.continuous.EpochChanges.Delta;
import io.thalweg.exec.aggregate.input.WeightedRows;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.state.Groups;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Groups the rows of one task for as long as they come, and emits at every barrier what the epoch
/// has changed: for each group whose result differs, the old row with weight -1 and the new one.
/// Phases SINGLE and FINAL.
///
/// A group without rows leaves the output, except that a grouping set without keys always has its
/// one row. With a bound in time, groups are freed behind the emission once they are over,
/// silently. When rows may leave only once they are final, a group is emitted once, when it is
/// over.
public final class ContinuousAggregateOperator implements Operator {
  /// One grouping set.
  private record Set(LiveGroups groups, EpochChanges changes) {}

  private final Aggregate node;
  private final int setColumn;
  private final boolean appendOnly;
  private final Optional<Expiry> expiry;
  private final Optional<Expiry> emitOn;
  private final long ttlMicros;
  private final int batchRows;
  private final MemoryReservation memory;
  private final List<Set> sets = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;
  private long watermarkAtBarrier = Long.MIN_VALUE;
  private long timeMicros;

  private boolean emitting;
  private boolean ended;

  /// The set that is emitted, and with [#emitOn] its groups that are over and the next of them.
  private int set;

  private @Nullable Groups over;
  private int next;

  /// @param setColumn position of a key that belongs behind the calls; -1: none
  /// @param stream what the plan says of the node
  public ContinuousAggregateOperator(
      Aggregate node, int setColumn, NodeStream stream, TaskContext context) {
    this.node = node;
    this.setColumn = setColumn;
    NodeStream.Input input = stream.inputs().getFirst();
    this.appendOnly = input.appendOnly();
    // An input column of the keys, as a position among them.
    this.expiry = input.expiry().map(e -> e.of(node.keys().indexOf(e.column())));
    this.emitOn = stream.emitOn();
    this.ttlMicros = stream.ttlMicros().orElse(Long.MAX_VALUE);
    this.batchRows = context.batchRows();
    String owner = node.name() + " #" + node.id();
    this.memory = context.reserve(owner);
    for (int i = 0; i < node.groupingSets().size(); i++) {
      boolean timed = ttlMicros != Long.MAX_VALUE;
      LiveGroups groups = new LiveGroups(node, i, !appendOnly, timed, () -> context.reserve(owner));
      sets.add(new Set(groups, new EpochChanges(groups)));
    }
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    if (hasEnough()) {
      return;
    }
    WeightedRows rows = WeightedRows.of(batch, appendOnly);
    long bytes = 0;
    for (Set each : sets) {
      int[] groups = each.groups.assign(rows.columns());
      each.changes.touch(groups, rows.columns().count());
      each.groups.add(rows.columns(), groups, rows.weights());
      bytes += each.groups.sizeInBytes() + each.changes.sizeInBytes();
    }
    memory.setTo(bytes);
  }

  /// Whether nobody wants to know of more groups.
  private boolean hasEnough() {
    return node.limit().isPresent()
        && appendOnly
        && sets.size() == 1
        && node.calls().isEmpty()
        && expiry.isEmpty()
        && ttlMicros == Long.MAX_VALUE
        && sets.getFirst().groups.liveCount() >= node.limit().getAsInt();
  }

  @Override
  public void watermark(long micros) {
    watermark = micros;
  }

  @Override
  public long dueMicros() {
    long least = Long.MAX_VALUE;
    for (Set each : sets) {
      least = Math.min(least, emitOn.map(each.groups::dueMicros).orElse(Long.MAX_VALUE));
    }
    return least;
  }

  @Override
  public void barrier(Barrier barrier) {
    watermarkAtBarrier = watermark;
    timeMicros = barrier.timeMicros();
    begin();
  }

  @Override
  public void end(int input, Output out) {
    // No later input can change anything: every group is over.
    ended = true;
    watermarkAtBarrier = Long.MAX_VALUE;
    begin();
  }

  private void begin() {
    emitting = true;
    set = 0;
    next = 0;
    over = null;
    if (emitOn.isEmpty()) {
      sets.forEach(each -> each.changes.begin());
    }
  }

  @Override
  public boolean drain(Output out) {
    if (!emitting) {
      return true;
    }
    while (set < sets.size()) {
      if (out.isFull()) {
        return false;
      }
      Set from = sets.get(set);
      Delta delta = emitOn.isPresent() ? nextOver(from.groups) : from.changes.take(batchRows);
      if (delta != null) {
        out.emit(batch(from.groups, delta));
        return false;
      }
      set++;
      next = 0;
      over = null;
    }
    finishEpoch();
    return true;
  }

  /// The next rows of groups that are over.
  private @Nullable Delta nextOver(LiveGroups groups) {
    Groups due = over;
    if (due == null) {
      due = due(groups, emitOn.orElseThrow());
      over = due;
    }
    while (next < due.count()) {
      int from = next;
      next = Math.min(due.count(), from + batchRows);
      int[] present = new int[next - from];
      int size = 0;
      for (int i = from; i < next; i++) {
        present[size] = due.at(i);
        size += groups.rowsOf(due.at(i)) > 0 ? 1 : 0;
      }
      if (size > 0) {
        Groups some = Groups.of(present, size);
        return new Delta(some, List.copyOf(groups.calls().results(some)), null);
      }
    }
    return null;
  }

  private Groups due(LiveGroups groups, Expiry bound) {
    long time =
        switch (bound.clock()) {
          case EVENT_TIME -> watermarkAtBarrier;
          case PROCESSING_TIME -> timeMicros;
        };
    return time == Long.MIN_VALUE
        ? Groups.range(0, 0)
        : groups.due(bound.column(), bound.over(time));
  }

  private Batch batch(LiveGroups from, Delta delta) {
    Groups groups = delta.groups();
    List<Column> columns = new ArrayList<>(from.keyColumns(groups));
    columns.addAll(delta.results());
    if (sets.size() > 1) {
      columns.add(ColumnBuilder.constant(SimpleType.INTEGER, from.set(), groups.count()));
    }
    if (setColumn >= 0) {
      columns.add(columns.remove(setColumn));
    }
    return Batch.of(groups.count(), columns).withWeights(delta.weights());
  }

  private void finishEpoch() {
    emitting = false;
    if (ended) {
      close();
      return;
    }
    long bytes = 0;
    for (Set each : sets) {
      LiveGroups groups = each.groups;
      groups.settle(each.changes.touched(), timeMicros);
      each.changes.clear();
      expiry.ifPresent(bound -> groups.drop(due(groups, bound)));
      emitOn.ifPresent(bound -> groups.drop(due(groups, bound)));
      if (ttlMicros != Long.MAX_VALUE && groups.isKeyed()) {
        groups.drop(groups.untouchedSince(timeMicros - ttlMicros));
      }
      groups.trim();
      bytes += groups.sizeInBytes() + each.changes.sizeInBytes();
    }
    memory.setTo(bytes);
  }

  @Override
  public void snapshot(StateWriter state) {
    beginSnapshot(state).finish();
  }

  @Override
  public Snapshot beginSnapshot(StateWriter state) {
    return Snapshot.of(sets.stream().map(each -> each.groups.beginSnapshot(state)).toList());
  }

  @Override
  public void restore(StateReader state) {
    for (Set each : sets) {
      each.groups.restore(state);
      if (each.groups.isRestored()) {
        each.changes.setShown();
      }
    }
  }

  @Override
  public void close() {
    sets.forEach(each -> each.groups.close());
    sets.clear();
    memory.close();
  }
}
