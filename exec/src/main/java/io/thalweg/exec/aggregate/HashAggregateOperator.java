package io.thalweg.exec.aggregate;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Aggregate.Phase;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.aggregate.input.WeightedRows;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Groups the rows of one task and emits the groups when the input has ended.
///
/// A partial aggregate also emits and forgets its groups when there are too many to profit from: it
/// exists to save the exchange, not to finish. Where it saves little it soon does so after every
/// few batches. Nor does it hold more than a small share of the memory: others need that.
///
/// In a continuous query only the partial step runs here: it emits and forgets at every barrier, so
/// that it has no state; over changes its states are those of [PartialDelta].
final class HashAggregateOperator implements Operator {
  /// Groups of a partial aggregate whose tables still fit the caches, more or less.
  private static final int PARTIAL_GROUPS = 1 << 18;

  /// The limit once groups turned out to have few rows each.
  private static final int FEW_PARTIAL_GROUPS = 1 << 12;

  /// A partial aggregate is worth its work from so many rows per group on.
  private static final double WORTHWHILE = 1.5;

  /// A partial aggregate holds at most one part of the memory in so many.
  private static final int PARTIAL_SHARE = 32;

  private final Aggregate node;
  private final int setColumn;
  private final int batchRows;
  private final MemoryReservation memory;
  private final List<GroupingSet> sets = new ArrayList<>();
  private final boolean continuous;
  private final boolean changes;

  /// Whether the groups of sets without keys have been emitted once: the second step cannot know of
  /// them otherwise.
  private boolean announced;

  private int partialGroups = PARTIAL_GROUPS;
  private long rowsSinceFlush;

  private boolean emitting;

  /// Whether nothing can be added any more: the input has ended or the limit is reached.
  private boolean last;

  /// Where groups go that memory has no room for; null: nowhere.
  private final @Nullable SpilledGroups files;

  /// Whether the groups that are left are in files.
  private boolean inFiles;

  private int set;
  private int next;

  /// @param setColumn position of a key that belongs behind the calls; -1: none
  /// @param stream of a partial step in a continuous query
  /// @param files of a step that is not partial, when it may have any
  HashAggregateOperator(
      Aggregate node,
      int setColumn,
      Optional<NodeStream> stream,
      Optional<SpilledGroups> files,
      TaskContext context) {
    this.files = files.orElse(null);
    this.continuous = stream.isPresent();
    this.changes = continuous && !stream.get().inputs().getFirst().appendOnly();
    this.node = node;
    this.setColumn = setColumn;
    this.batchRows = context.batchRows();
    this.memory = context.reserve(node.name() + " #" + node.id());
    node.groupingSets().forEach(keys -> sets.add(new GroupingSet(node, keys, changes)));
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    WeightedRows rows = WeightedRows.of(batch, continuous && !changes);
    long bytes = 0;
    for (GroupingSet each : sets) {
      each.add(rows.columns(), rows.weights());
      bytes += each.sizeInBytes();
    }
    rowsSinceFlush += batch.rowCount();
    last |= reachesLimit();
    hold(bytes);
    emitting = last || isFull();
  }

  private void hold(long bytes) {
    if (files == null) {
      memory.setTo(bytes);
    } else if ((!memory.tryAdd(bytes - memory.heldBytes()) || files.isExceeded(bytes)) && !last) {
      files.moveOut(List.copyOf(sets));
      renewSets();
    }
  }

  private void renewSets() {
    sets.clear();
    node.groupingSets().forEach(keys -> sets.add(new GroupingSet(node, keys, changes)));
    rowsSinceFlush = 0;
    memory.setTo(0);
  }

  private boolean reachesLimit() {
    return node.limit().isPresent()
        && sets.size() == 1
        && sets.getFirst().count() >= node.limit().getAsInt();
  }

  private boolean isFull() {
    if (node.phase() != Phase.PARTIAL) {
      return false;
    }
    long groups = 0;
    for (GroupingSet each : sets) {
      groups += each.count();
    }
    if (groups < partialGroups) {
      return groups > 0 && memory.heldBytes() > memory.leastLimitBytes() / PARTIAL_SHARE;
    }
    double rowsPerGroup = (double) rowsSinceFlush * sets.size() / groups;
    partialGroups = rowsPerGroup < WORTHWHILE ? FEW_PARTIAL_GROUPS : PARTIAL_GROUPS;
    return true;
  }

  @Override
  public boolean isSatisfied() {
    return last;
  }

  @Override
  public void end(int input, Output out) {
    last = true;
    emitting = true;
    if (files != null && files.isUsed()) {
      inFiles = true;
      // The group of a set without keys is written once, also when there was no row.
      boolean isWritten = files.isFilled() && rowsSinceFlush == 0;
      files.finish(isWritten ? List.of() : List.copyOf(sets));
      sets.clear();
      memory.setTo(0);
    }
  }

  @Override
  public void barrier(Barrier barrier) {
    emitting = true;
  }

  @Override
  public boolean drain(Output out) {
    if (files != null && files.isRunning()) {
      return false;
    }
    if (!emitting) {
      return true;
    }
    if (inFiles && files != null) {
      return files.drain(out);
    }
    while (set < sets.size() && next >= emittedCount(sets.get(set))) {
      set++;
      next = 0;
    }
    if (set == sets.size()) {
      finishEmitting();
      return true;
    }
    if (out.isFull()) {
      return false;
    }
    out.emit(nextBatch(sets.get(set)));
    return false;
  }

  /// The groups to emit: of a set without keys there is one even without rows, but in a continuous
  /// query only once.
  private int emittedCount(GroupingSet from) {
    boolean nothingNew = continuous && announced && rowsSinceFlush == 0 && !from.isKeyed();
    return nothingNew ? 0 : from.count();
  }

  private Batch nextBatch(GroupingSet from) {
    from.ensure();
    int count = Math.min(changes ? Math.max(1, batchRows / 2) : batchRows, from.count() - next);
    int first = next;
    List<Column> columns = new ArrayList<>(from.rows(next, count));
    if (sets.size() > 1) {
      columns.add(ColumnBuilder.constant(SimpleType.INTEGER, set, count));
    }
    if (setColumn >= 0) {
      columns.add(columns.remove(setColumn));
    }
    next += count;
    return changes ? delta(from, first, columns) : Batch.of(count, columns);
  }

  private Batch delta(GroupingSet from, int first, List<Column> columns) {
    long[] counts = from.rowCounts(first, next - first);
    if (!announced && !from.isKeyed()) {
      counts[0]++;
    }
    boolean[] isState = new boolean[columns.size()];
    int states = columns.size() - (sets.size() > 1 ? 1 : 0);
    Arrays.fill(isState, node.keys().size(), states, true);
    return PartialDelta.of(columns, node.schema().types(), isState, counts);
  }

  private void finishEmitting() {
    emitting = false;
    set = 0;
    next = 0;
    rowsSinceFlush = 0;
    announced = true;
    if (last) {
      sets.clear();
    } else {
      sets.forEach(GroupingSet::clear);
    }
    memory.setTo(sets.stream().mapToLong(GroupingSet::sizeInBytes).sum());
  }

  @Override
  public boolean isBlocked() {
    return files != null && files.isWaiting();
  }

  @Override
  public void close() {
    sets.clear();
    if (files != null) {
      files.close();
    }
    memory.close();
  }
}
