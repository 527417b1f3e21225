package io.thalweg.exec.join;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.plan.JoinType;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.operator.BlockingCalls;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.spill.bounded.RowFile;
import io.thalweg.exec.spill.bounded.RowPartitions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the tasks of a join share once its right side goes into files: both sides divided by the
/// hash of their keys, so that rows that can match are in partitions of one number. Where rows
/// cannot be divided, there is one partition.
///
/// ```
/// right rows to files ──all tasks──▶ left rows to files ──all tasks──▶ each task takes partitions
/// ```
///
/// Thread-safe. Closed by the factory, behind all tasks.
final class GraceJoin<T extends RightSide> implements AutoCloseable {
  private final Settings<T> settings;
  private final SharedBuild<T> build;
  private final SpillSpace space;
  private final MemoryPool memory;
  private final BlockingCalls blocking;
  private final int partitions;
  private final List<RowPartitions> right = new ArrayList<>();
  private final List<RowPartitions> left = new ArrayList<>();
  private final List<RowPartitions> others = new ArrayList<>();
  private int probing = -1;
  private boolean abandoned;
  private volatile @Nullable Deque<Part> parts;

  /// What is different between kinds of joins.
  ///
  /// @param leftKeys by which left rows are divided; empty: they are not
  /// @param rightKeys by which right rows are divided, the same values as the left ones
  /// @param passes makes joins of some of the rows
  record Settings<T extends RightSide>(
      JoinType type, List<Integer> leftKeys, List<Integer> rightKeys, Passes<T> passes) {}

  /// Makes joins of some of the rows.
  @FunctionalInterface
  interface Passes<T extends RightSide> {
    /// A join in memory, of another type perhaps, that runs as one task.
    Pass<T> of(JoinType type, JoinPairs pairs, TaskContext task);
  }

  /// A join of some of the rows, and what it builds.
  record Pass<T extends RightSide>(SharedBuild<T> build, JoinOperator<T> operator)
      implements AutoCloseable {
    @Override
    public void close() {
      operator.close();
      build.close();
    }
  }

  /// Rows to be joined with each other.
  ///
  /// @param level how often they were divided
  /// @param isDivisible whether it helps to divide them again
  record Part(
      List<RowFile.Block> left, List<RowFile.Block> right, int level, boolean isDivisible) {}

  GraceJoin(Settings<T> settings, SharedBuild<T> build, SpillSpace space, FactoryContext context) {
    this.settings = settings;
    this.build = build;
    this.space = space;
    this.memory = context.memory();
    this.blocking = context.blocking();
    this.partitions = settings.leftKeys().isEmpty() ? 1 : space.partitions();
  }

  Settings<T> settings() {
    return settings;
  }

  SharedBuild<T> build() {
    return build;
  }

  SpillSpace space() {
    return space;
  }

  MemoryPool memory() {
    return memory;
  }

  BlockingCalls blocking() {
    return blocking;
  }

  RowPartitions.Layout leftLayout(int level) {
    return new RowPartitions.Layout(settings.leftKeys(), level, partitions);
  }

  RowPartitions.Layout rightLayout(int level) {
    return new RowPartitions.Layout(settings.rightKeys(), level, partitions);
  }

  /// Takes what one task has written of its right rows.
  synchronized void addRight(RowPartitions rows) {
    right.add(rows);
  }

  /// Counts the fragment's tasks; called for each before any row comes.
  synchronized void register(TaskContext task) {
    probing = probing < 0 ? task.parallelism() : probing;
  }

  /// One task has no more left rows.
  ///
  /// @param rows what it has written; null: it has not seen all of them, and nobody wants them
  /// @return whether it is the last one
  synchronized boolean endLeft(@Nullable RowPartitions rows) {
    if (rows == null) {
      abandoned = true;
    } else {
      left.add(rows);
    }
    if (--probing > 0) {
      return false;
    }
    parts = abandoned ? new ArrayDeque<>() : pairUp();
    return true;
  }

  private Deque<Part> pairUp() {
    Deque<Part> all = new ArrayDeque<>();
    boolean isDivided = partitions > 1;
    if (!isDivided && !RightSide.isMarkedBy(settings.type())) {
      // What becomes of a left row depends on no other left row: each task's can go by themselves.
      left.forEach(rows -> all.add(new Part(rows.blocks(0), blocks(right, 0), 0, false)));
      return all;
    }
    for (int i = 0; i < partitions; i++) {
      all.add(new Part(blocks(left, i), blocks(right, i), 0, isDivided));
    }
    return all;
  }

  private static List<RowFile.Block> blocks(List<RowPartitions> all, int partition) {
    return all.stream().flatMap(rows -> rows.blocks(partition).stream()).toList();
  }

  /// Whether all left rows of all tasks are written.
  boolean isLeftComplete() {
    return parts != null;
  }

  /// The next rows to join; null when there are none, once the left side is complete.
  synchronized @Nullable Part claim() {
    Deque<Part> waiting = parts;
    return waiting == null ? null : waiting.poll();
  }

  /// Keeps rows until the join is over.
  synchronized void keep(RowPartitions rows) {
    others.add(rows);
  }

  @Override
  public synchronized void close() {
    right.forEach(RowPartitions::close);
    left.forEach(RowPartitions::close);
    others.forEach(RowPartitions::close);
  }
}
