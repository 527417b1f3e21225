package io.thalweg.exec.aggregate;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.spill.Calls;
import io.thalweg.exec.spill.bounded.MemoryShare;
import io.thalweg.exec.spill.bounded.RowFile;
import io.thalweg.exec.spill.bounded.RowPartitions;
import io.thalweg.exec.spill.bounded.RowReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Groups of one task that memory had no room for: their states in files, divided by the hash of
/// the keys. When all rows have come, one partition after the other is merged and emitted; one that
/// is too large is divided again. Used by one task.
final class SpilledGroups implements AutoCloseable {
  private static final int MOST_LEVELS = 4;

  /// Dividing has not helped when one part has so much of the whole.
  private static final double SKEW = 0.9;

  private final String name;
  private final GroupLayout layout;
  private final SpillSpace space;
  private final TaskContext task;
  private final MemoryShare share;
  private final MemoryReservation memory;
  private final Calls calls;
  private final List<RowPartitions> files = new ArrayList<>();
  private final Deque<Part> parts = new ArrayDeque<>();
  private List<RowPartitions> incoming = List.of();
  private @Nullable MergedGroups merged;
  private int emitted;
  private boolean used;
  private volatile boolean stopped;

  /// Groups that have no key in common with those of other parts.
  ///
  /// @param streams by stream, runs of blocks; no row is in two runs of a distinct stream
  /// @param isDivisible whether it helps to divide the groups
  private record Part(
      List<List<List<RowFile.Block>>> streams, int level, boolean isDivisible, boolean isSorted) {
    long rows() {
      return streams.stream()
          .flatMap(List::stream)
          .flatMap(List::stream)
          .mapToLong(RowFile.Block::rows)
          .sum();
    }
  }

  SpilledGroups(
      Aggregate node, int setColumn, SpillSpace space, FactoryContext context, TaskContext task) {
    this.name = node.name() + " #" + node.id();
    this.layout = new GroupLayout(node, setColumn);
    this.space = space;
    this.task = task;
    this.share = new MemoryShare(space, context.memory());
    this.memory = task.reserve(name);
    this.calls = new Calls(name, context.blocking(), task::wakeAll);
  }

  /// Whether groups in memory are to leave it.
  boolean isExceeded(long heldBytes) {
    return share.isExceeded(heldBytes, 0);
  }

  /// Whether there are groups in files, or should be.
  boolean isUsed() {
    return used || share.always();
  }

  /// Whether there are groups in files.
  boolean isFilled() {
    return used;
  }

  /// Whether files are worked on; the task then has to wait.
  boolean isRunning() {
    return calls.isRunning();
  }

  boolean isWaiting() {
    return calls.isWaiting();
  }

  /// Brings all groups of these sets into files. They belong to a call from now on.
  void moveOut(List<GroupingSet> sets) {
    used = true;
    calls.start(() -> write(sets));
  }

  /// As [#moveOut], of the last groups.
  ///
  /// @param sets those of which something is to be written
  void finish(List<GroupingSet> sets) {
    used = true;
    calls.start(
        () -> {
          write(sets);
          addParts(incoming, 0, Long.MAX_VALUE);
        });
  }

  private void write(List<GroupingSet> sets) {
    if (incoming.isEmpty()) {
      incoming = partitions(0);
    }
    for (int i = 0; i < sets.size(); i++) {
      new GroupExport(layout, sets.get(i), i, (stream, rows) -> put(incoming.get(stream), rows))
          .write();
    }
  }

  private List<RowPartitions> partitions(int level) {
    int count = layout.keys().isEmpty() ? 1 : space.partitions();
    List<Integer> keys = IntStream.range(0, layout.keys().size()).boxed().toList();
    return layout.streams().stream()
        .map(_ -> partitions(new RowPartitions.Layout(keys, level, count)))
        .toList();
  }

  private RowPartitions partitions(RowPartitions.Layout by) {
    RowPartitions made = new RowPartitions(by, space, share, task.reserve(name));
    files.add(made);
    return made;
  }

  private void put(RowPartitions to, Batch rows) {
    if (stopped) {
      throw new ThalwegException(ErrorCode.CANCELLED, "the query is over");
    }
    to.add(rows);
    if (to.isFull()) {
      to.write();
    }
  }

  /// Makes parts of what was written.
  ///
  /// @param most rows of a part that can be divided again
  private void addParts(List<RowPartitions> streams, int level, long most) {
    streams.forEach(RowPartitions::finish);
    int count = layout.keys().isEmpty() ? 1 : space.partitions();
    for (int i = 0; i < count; i++) {
      int partition = i;
      Part part =
          new Part(
              streams.stream().map(rows -> List.of(rows.blocks(partition))).toList(),
              level,
              true,
              false);
      long rows = part.rows();
      if (rows > 0 || layout.keys().isEmpty()) {
        boolean isDivisible = rows <= most && level < MOST_LEVELS && count > 1;
        parts.addFirst(new Part(part.streams(), level, isDivisible, false));
      }
    }
  }

  /// Emits at most one batch of what is in files; only when no call runs.
  ///
  /// @return whether there is nothing more
  boolean drain(Output out) {
    MergedGroups ready = merged;
    if (ready == null) {
      Part next = parts.poll();
      if (next == null) {
        return true;
      }
      calls.start(() -> merge(next));
      return false;
    }
    if (emitted == ready.count()) {
      merged = null;
      emitted = 0;
      memory.setTo(0);
    } else if (!out.isFull()) {
      int count = Math.min(task.batchRows(), ready.count() - emitted);
      out.emit(ready.rows(emitted, count));
      emitted += count;
    }
    return false;
  }

  private void merge(Part part) {
    long most = share.pieceBytes();
    MergedGroups groups = new MergedGroups(layout);
    for (int stream = 0; stream < part.streams().size(); stream++) {
      for (List<RowFile.Block> run : part.streams().get(stream)) {
        if (!merge(groups, stream, new RowReader(run), canBeSmaller(part) ? most : -1)) {
          memory.setTo(0);
          makeSmaller(part);
          return;
        }
        if (layout.streams().get(stream).isDistinct()) {
          groups.forgetDistinct(stream);
        }
      }
    }
    merged = groups;
  }

  /// Adds rows to groups.
  ///
  /// @param most bytes that they may take; -1: as many as there are
  /// @return false when they take more
  private boolean merge(MergedGroups groups, int stream, RowReader rows, long most) {
    while (rows.hasNext()) {
      if (stopped) {
        throw new ThalwegException(ErrorCode.CANCELLED, "the query is over");
      }
      if (rows.needsLoad()) {
        rows.load();
      }
      groups.add(stream, rows.next(Batch.DEFAULT_ROWS));
      long bytes = groups.sizeInBytes();
      boolean fits = memory.tryAdd(bytes - memory.heldBytes());
      if (most >= 0 && (!fits || bytes > most)) {
        return false;
      }
      if (!fits) {
        memory.setTo(bytes);
      }
    }
    return true;
  }

  private boolean canBeSmaller(Part part) {
    boolean hasDistinct = layout.streams().stream().anyMatch(GroupLayout.Stream::isDistinct);
    return part.isDivisible() || (hasDistinct && !part.isSorted());
  }

  private void makeSmaller(Part part) {
    if (part.isDivisible()) {
      List<RowPartitions> divided = partitions(part.level() + 1);
      for (int stream = 0; stream < divided.size(); stream++) {
        copy(part.streams().get(stream), divided.get(stream));
      }
      addParts(divided, part.level() + 1, (long) (SKEW * part.rows()));
      return;
    }
    List<List<List<RowFile.Block>>> streams = new ArrayList<>();
    for (int stream = 0; stream < part.streams().size(); stream++) {
      boolean isDistinct = layout.streams().get(stream).isDistinct();
      List<List<RowFile.Block>> runs = part.streams().get(stream);
      streams.add(isDistinct ? byValues(stream, runs, part.level() + 1) : runs);
    }
    parts.addFirst(new Part(streams, part.level(), false, true));
  }

  /// The rows of a distinct stream in runs of their own for each part of the values: what a run has
  /// shown can be forgotten behind it.
  private List<List<RowFile.Block>> byValues(
      int stream, List<List<RowFile.Block>> runs, int level) {
    int width = layout.streams().get(stream).schema().size();
    List<Integer> all = IntStream.range(0, width).boxed().toList();
    RowPartitions to = partitions(new RowPartitions.Layout(all, level, space.partitions()));
    copy(runs, to);
    to.finish();
    return IntStream.range(0, space.partitions()).mapToObj(to::blocks).toList();
  }

  private void copy(List<List<RowFile.Block>> runs, RowPartitions to) {
    for (List<RowFile.Block> run : runs) {
      RowReader rows = new RowReader(run);
      while (rows.hasNext()) {
        if (rows.needsLoad()) {
          rows.load();
        }
        put(to, rows.next(Integer.MAX_VALUE));
      }
    }
  }

  @Override
  public void close() {
    stopped = true;
    calls.close(this::release);
  }

  private void release() {
    files.forEach(RowPartitions::close);
    merged = null;
    memory.close();
    share.close();
  }
}
