package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.JoinType;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One task of a join: adds its right rows to the shared build, completes it when it is the last to
/// do so, then probes with its left rows. The last one to finish emits the right rows that nobody
/// matched.
///
/// @param <T> what is built
final class JoinOperator<T extends RightSide> implements Operator {
  private static final int LEFT = 0;

  private final Steps<T> steps;
  private final JoinType type;
  private final SharedBuild<T> build;
  private final JoinPairs pairs;
  private final TaskContext context;
  private @Nullable BooleanSupplier builder;
  private @Nullable JoinProbe probe;
  private @Nullable UnmatchedRows unmatched;
  private boolean collected;
  private boolean probed;

  /// Whether this task has probed and has yet to emit its share of the right rows.
  private boolean waiting;

  /// What is different between kinds of joins.
  interface Steps<T> {
    /// Starts to build the right side from all that was collected. To be called until it returns
    /// true: the right side is then published.
    BooleanSupplier startBuild();

    JoinProbe startProbe(T right);
  }

  JoinOperator(
      JoinType type, SharedBuild<T> build, Steps<T> steps, JoinPairs pairs, TaskContext context) {
    this.type = type;
    this.build = build;
    this.steps = steps;
    this.pairs = pairs;
    this.context = context;
  }

  @Override
  public boolean accepts(int input) {
    return input != LEFT || build.isReady();
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    if (batch.weights() != null) {
      throw new ThalwegException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          build.owner() + " cannot join changes; join tables that only grow");
    }
    if (input != LEFT) {
      build.add(context.task(), batch.compact());
      return;
    }
    probe().start(batch);
    advance(out);
  }

  private JoinProbe probe() {
    JoinProbe known = probe;
    if (known == null) {
      known = steps.startProbe(build.table());
      probe = known;
    }
    return known;
  }

  /// Does a piece of probing.
  ///
  /// @return whether the left batch is worked off
  private boolean advance(Output out) {
    JoinProbe current = probe();
    if (current.isDone()) {
      return true;
    }
    Batch rows = current.step();
    if (rows != null) {
      out.emit(rows);
    }
    return current.isDone();
  }

  @Override
  public void end(int input, Output out) {
    if (input != LEFT) {
      collected = true;
      if (build.endCollecting()) {
        builder = build.isSpilled() ? build::completeSpill : steps.startBuild();
      }
      return;
    }
    probed = true;
    waiting = RightSide.isMarkedBy(type);
    if (build.endProbing(true) && waiting) {
      context.wakeAll();
    }
  }

  @Override
  public boolean drain(Output out) {
    if (builder != null) {
      return finishesBuild(builder);
    }
    if (waiting && build.isProbed()) {
      waiting = false;
      unmatched =
          build.isProbedCompletely()
              ? new UnmatchedRows(build.table(), type, context.batchRows())
              : null;
    }
    if (waiting) {
      return false;
    }
    if (unmatched != null) {
      return emitUnmatched(unmatched, out);
    }
    return probe == null || advance(out);
  }

  /// Right rows are decided about when all tasks have probed.
  @Override
  public boolean isBlocked() {
    return waiting && !build.isProbed();
  }

  private boolean finishesBuild(BooleanSupplier step) {
    if (!step.getAsBoolean()) {
      return false;
    }
    builder = null;
    context.wakeAll();
    return true;
  }

  private boolean emitUnmatched(UnmatchedRows rows, Output out) {
    Batch next = rows.next();
    if (next == null) {
      unmatched = null;
      return true;
    }
    out.emit(type.yieldsRightOnly() ? next : pairs.rightAlone(next));
    return false;
  }

  /// Over an empty right side nothing can match, and unless left rows are kept nothing can come
  /// out.
  @Override
  public boolean isSatisfied() {
    if (!build.isReady() || probed) {
      return false;
    }
    return switch (type) {
      case INNER, RIGHT, SEMI, RIGHT_SEMI, RIGHT_ANTI -> build.table().isEmpty();
      case LEFT, FULL, ANTI, NULL_AWARE_ANTI -> false;
    };
  }

  @Override
  public void close() {
    if (!collected) {
      build.endCollecting();
    }
    if (!probed) {
      build.endProbing(false);
      context.wakeAll();
    }
    builder = null;
    probe = null;
    unmatched = null;
  }
}
