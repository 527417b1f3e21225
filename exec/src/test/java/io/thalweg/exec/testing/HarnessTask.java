package io.thalweg.exec.testing;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.operator.Operator;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// Drives one operator as a task of the runtime would, one call per step.
final class HarnessTask {
  private final Operator operator;
  private final List<Deque<Batch>> inputs;
  private final boolean[] ended;
  private final CollectingOutput output;
  private final Random random;
  private boolean draining;
  private boolean finished;
  private boolean closed;

  HarnessTask(
      Operator operator, List<Deque<Batch>> inputs, CollectingOutput output, Random random) {
    this.operator = operator;
    this.inputs = inputs;
    this.ended = new boolean[inputs.size()];
    this.output = output;
    this.random = random;
  }

  boolean isFinished() {
    return finished;
  }

  CollectingOutput output() {
    return output;
  }

  /// One call of the operator.
  ///
  /// @return false when the task has to wait for another one
  boolean step() {
    output.beginCall();
    if (output.isFull()) {
      output.makeRoom();
      return true;
    }
    if (draining) {
      return drain();
    }
    if (operator.isSatisfied() || allEnded()) {
      finish();
      return true;
    }
    return feed();
  }

  private boolean drain() {
    draining = !operator.drain(output);
    return !draining || output.emittedInCall() || !operator.isBlocked();
  }

  private boolean feed() {
    List<Integer> accepted = new ArrayList<>();
    for (int i = 0; i < ended.length; i++) {
      if (!ended[i] && operator.accepts(i)) {
        accepted.add(i);
      }
    }
    if (accepted.isEmpty()) {
      return false;
    }
    int input = accepted.get(random.nextInt(accepted.size()));
    Batch batch = inputs.get(input).poll();
    if (batch == null) {
      ended[input] = true;
      operator.end(input, output);
    } else {
      operator.accept(input, batch, output);
    }
    draining = true;
    return true;
  }

  private boolean allEnded() {
    for (boolean end : ended) {
      if (!end) {
        return false;
      }
    }
    return true;
  }

  /// A finished task closes its operator while others still run.
  private void finish() {
    finished = true;
    close();
  }

  void close() {
    if (!closed) {
      closed = true;
      operator.close();
    }
  }
}
