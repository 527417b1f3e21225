package io.thalweg.exec.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;

/// Passes calls on to an operator and fails when their order breaks the contract of [Operator].
public final class CheckedOperator implements Operator {
  private final Operator operator;
  private final boolean[] ended;
  private boolean used;
  private boolean draining;
  private boolean atBarrier;
  private boolean running;
  private boolean closed;

  public CheckedOperator(Operator operator, int inputs) {
    this.operator = operator;
    this.ended = new boolean[inputs];
  }

  @Override
  public boolean accepts(int input) {
    checkOpen();
    return operator.accepts(input);
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    checkInput(input, out);
    assertThat(batch.isEmpty()).as("a batch has rows").isFalse();
    draining = true;
    operator.accept(input, batch, out);
  }

  @Override
  public boolean drain(Output out) {
    checkOpen();
    assertThat(out.isFull()).as("full output at drain").isFalse();
    boolean done = operator.drain(out);
    draining = !done;
    return done;
  }

  @Override
  public void watermark(long micros) {
    checkIdle();
    operator.watermark(micros);
  }

  @Override
  public void barrier(Barrier barrier) {
    checkIdle();
    draining = true;
    atBarrier = true;
    operator.barrier(barrier);
  }

  @Override
  public void snapshot(StateWriter state) {
    checkIdle();
    assertThat(atBarrier).as("a barrier was drained").isTrue();
    checkNoSnapshot();
    operator.snapshot(state);
  }

  @Override
  public Snapshot beginSnapshot(StateWriter state) {
    checkIdle();
    assertThat(atBarrier).as("a barrier was drained").isTrue();
    checkNoSnapshot();
    Snapshot begun = operator.beginSnapshot(state);
    running = begun != Snapshot.WRITTEN;
    return () -> {
      checkOpen();
      running = running && !begun.advance();
      return !running;
    };
  }

  @Override
  public void restore(StateReader state) {
    checkOpen();
    assertThat(used).as("used before restore").isFalse();
    used = true;
    operator.restore(state);
  }

  @Override
  public void end(int input, Output out) {
    checkInput(input, out);
    checkNoSnapshot();
    ended[input] = true;
    draining = true;
    operator.end(input, out);
  }

  @Override
  public boolean isSatisfied() {
    checkOpen();
    return operator.isSatisfied();
  }

  @Override
  public boolean isBlocked() {
    checkOpen();
    return operator.isBlocked();
  }

  @Override
  public void close() {
    checkOpen();
    closed = true;
    operator.close();
  }

  private void checkInput(int input, Output out) {
    checkIdle();
    assertThat(out.isFull()).as("full output").isFalse();
    atBarrier = false;
    assertThat(ended[input]).as("input %d has ended", input).isFalse();
    assertThat(operator.accepts(input)).as("input %d is accepted", input).isTrue();
  }

  private void checkNoSnapshot() {
    assertThat(running).as("the last snapshot is still being written").isFalse();
  }

  private void checkIdle() {
    checkOpen();
    used = true;
    assertThat(draining).as("output still pending").isFalse();
  }

  private void checkOpen() {
    assertThat(closed).as("operator closed").isFalse();
  }
}
