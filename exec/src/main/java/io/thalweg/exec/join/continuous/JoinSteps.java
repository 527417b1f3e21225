package io.thalweg.exec.join.continuous;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.operator.Output;
import java.util.ArrayDeque;
import java.util.Deque;

/// The work that a join still has to do, in order. Used by one task.
public final class JoinSteps {
  /// Steps without a row to show before the runtime gets its turn.
  private static final int AT_ONCE = 8;

  private final Deque<JoinStep> steps = new ArrayDeque<>();

  /// Puts a piece of work behind all others.
  public void add(JoinStep step) {
    steps.add(step);
  }

  /// Works until there is a batch to emit, or for a while.
  ///
  /// @return whether all is done
  public boolean advance(Output out) {
    for (int i = 0; i < AT_ONCE && !steps.isEmpty(); i++) {
      JoinStep step = steps.getFirst();
      Batch rows = step.step();
      if (step.isDone()) {
        steps.removeFirst();
      }
      if (rows != null) {
        out.emit(rows);
        break;
      }
    }
    return steps.isEmpty();
  }

  /// Forgets what is left: the task ends.
  public void clear() {
    steps.clear();
  }
}
