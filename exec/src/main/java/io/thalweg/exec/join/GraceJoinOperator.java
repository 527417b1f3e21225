package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.spill.Calls;
import io.thalweg.exec.spill.Step;
import io.thalweg.exec.spill.bounded.MemoryShare;
import io.thalweg.exec.spill.bounded.RowPartitions;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One task of a join whose right side may be larger than memory: the join in memory as long as
/// there is room for its right rows. Otherwise both sides go into files, divided by their keys, and
/// the tasks join one pair of partitions after the other ([GraceJoin], [PartJoin]).
final class GraceJoinOperator<T extends RightSide> implements Operator {
  private static final int LEFT = 0;
  private static final int RIGHT = 1;

  /// What a row of a table takes besides its values: its key's place and its number, about.
  private static final int BYTES_PER_ROW = 32;

  private final GraceJoin<T> grace;
  private final SharedBuild<T> build;
  private final JoinOperator<T> whole;
  private final JoinPairs pairs;
  private final TaskContext task;
  private final MemoryShare share;
  private final MemoryReservation memory;
  private final Calls calls;
  private final Deque<Step> agenda = new ArrayDeque<>();
  private final Deque<GraceJoin.Part> divided = new ArrayDeque<>();
  private @Nullable RowPartitions right;
  private @Nullable RowPartitions left;
  private @Nullable PartJoin current;
  private boolean probed;
  private boolean waiting;

  /// @param whole the join in memory
  GraceJoinOperator(GraceJoin<T> grace, JoinOperator<T> whole, JoinPairs pairs, TaskContext task) {
    this.grace = grace;
    this.build = grace.build();
    this.whole = whole;
    this.pairs = pairs;
    this.task = task;
    grace.register(task);
    this.share = new MemoryShare(grace.space(), grace.memory());
    this.memory = task.reserve(build.owner());
    this.calls = new Calls(build.owner(), grace.blocking(), task::wakeAll);
  }

  @Override
  public boolean accepts(int input) {
    return build.isSpilled() ? input != LEFT || build.isSpillComplete() : whole.accepts(input);
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    if (batch.weights() != null) {
      whole.accept(input, batch, out);
    } else if (input != LEFT) {
      acceptRight(batch.compact());
    } else if (build.isSpilled()) {
      left = put(left, grace.leftLayout(0), batch);
    } else {
      whole.accept(input, batch, out);
    }
  }

  private void acceptRight(Batch rows) {
    if (isCrowded()) {
      spill();
    }
    if (!build.offer(task.task(), rows)) {
      spill();
      right = put(right, grace.rightLayout(0), rows);
    }
  }

  /// Whether the right side takes too much of the memory. It is one task's share of all tasks' rows
  /// that counts.
  private boolean isCrowded() {
    return !build.isSpilled()
        && share.isExceeded(
            build.collectedBytes() / task.parallelism(),
            BYTES_PER_ROW * build.rows() / task.parallelism());
  }

  /// Lets right rows go into files from now on, those of all tasks that were collected first.
  private void spill() {
    if (!build.isSpilled()) {
      Deque<Batch> collected = new ArrayDeque<>(build.handOver());
      RowPartitions to = rows(grace.rightLayout(0));
      right = to;
      agenda.add(Step.blocking(calls, () -> moveOut(collected, to)));
    }
  }

  private void moveOut(Deque<Batch> collected, RowPartitions to) {
    while (!collected.isEmpty()) {
      Batch rows = collected.removeFirst();
      build.giveBack(rows.sizeInBytes());
      to.add(rows);
      if (to.isFull()) {
        to.write();
      }
    }
  }

  private RowPartitions put(
      @Nullable RowPartitions known, RowPartitions.Layout layout, Batch rows) {
    RowPartitions to = known == null ? rows(layout) : known;
    // Behind the rows that are still to be moved out, which belong to a call then.
    agenda.add(Step.once(() -> to.add(rows)));
    agenda.add(Step.once(() -> writeIfFull(to)));
    return to;
  }

  private void writeIfFull(RowPartitions rows) {
    if (rows.isFull()) {
      calls.start(rows::write);
    }
  }

  private RowPartitions rows(RowPartitions.Layout layout) {
    return new RowPartitions(layout, grace.space(), share, task.reserve(build.owner()));
  }

  @Override
  public void end(int input, Output out) {
    if (input != LEFT) {
      endRight(out);
    } else if (build.isSpilled()) {
      endLeft();
    } else {
      whole.end(input, out);
    }
  }

  private void endRight(Output out) {
    boolean tried = share.always() && !build.isSpilled();
    if (tried || isCrowded()) {
      spill();
    }
    RowPartitions written = right;
    if (written == null) {
      whole.end(RIGHT, out);
      return;
    }
    agenda.add(Step.blocking(calls, written::finish));
    agenda.add(
        own -> {
          right = null;
          grace.addRight(written);
          whole.end(RIGHT, own);
          return true;
        });
    agenda.add(whole::drain);
  }

  private void endLeft() {
    RowPartitions known = left;
    RowPartitions written = known == null ? rows(grace.leftLayout(0)) : known;
    left = written;
    agenda.add(Step.blocking(calls, written::finish));
    agenda.add(
        Step.once(
            () -> {
              left = null;
              probed = true;
              if (grace.endLeft(written)) {
                task.wakeAll();
              }
            }));
    agenda.add(this::joinParts);
  }

  /// Joins a piece of the rows in files.
  ///
  /// @return whether there is nothing more to join for this task
  private boolean joinParts(Output out) {
    waiting = !grace.isLeftComplete();
    if (waiting) {
      return false;
    }
    PartJoin join = current;
    if (join == null) {
      GraceJoin.Part next = divided.isEmpty() ? grace.claim() : divided.remove();
      if (next == null) {
        return true;
      }
      PartJoin.Resources lent = new PartJoin.Resources(task, pairs, share, memory, calls);
      current = new PartJoin(grace, next, lent, divided::add);
    } else if (join.advance(out)) {
      join.close();
      current = null;
    }
    return false;
  }

  @Override
  public boolean drain(Output out) {
    if (calls.isRunning()) {
      return false;
    }
    if (agenda.isEmpty()) {
      return whole.drain(out);
    }
    if (out.isFull()) {
      return false;
    }
    if (agenda.getFirst().advance(out)) {
      agenda.removeFirst();
    }
    return agenda.isEmpty() && !calls.isRunning();
  }

  @Override
  public boolean isBlocked() {
    boolean waits = agenda.isEmpty() ? whole.isBlocked() : waiting && !grace.isLeftComplete();
    return waits || calls.isWaiting();
  }

  @Override
  public boolean isSatisfied() {
    return !build.isSpilled() && whole.isSatisfied();
  }

  @Override
  public void close() {
    if (!probed) {
      probed = true;
      grace.endLeft(null);
      if (build.isSpilled()) {
        task.wakeAll();
      }
    }
    agenda.clear();
    calls.close(this::release);
  }

  private void release() {
    whole.close();
    if (current != null) {
      current.close();
    }
    if (right != null) {
      right.close();
    }
    if (left != null) {
      left.close();
    }
    memory.close();
    share.close();
  }
}
