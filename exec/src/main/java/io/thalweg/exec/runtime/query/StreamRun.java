package io.thalweg.exec.runtime.query;

import io.thalweg.core.type.Schema;
import io.thalweg.exec.runtime.OperatorMetrics;
import io.thalweg.exec.runtime.QueryProgress;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.RunningStream;
import io.thalweg.exec.runtime.StreamStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A query and the coordinator of its epochs.
final class StreamRun implements RunningStream {
  private final QueryRun query;

  /// @param query continuous
  StreamRun(QueryRun query) {
    this.query = query;
  }

  @Override
  public void trigger(boolean checkpoint) {
    query.epochs().trigger(checkpoint);
  }

  @Override
  public CompletableFuture<Long> catchUp() {
    return query.epochs().catchUpWanted();
  }

  @Override
  public StreamStatus status() {
    return query.streamStatus();
  }

  @Override
  public Schema schema() {
    return query.schema();
  }

  @Override
  public ResultPoll poll() {
    return query.poll();
  }

  @Override
  public ResultPoll next(Duration timeout) {
    return query.next(timeout);
  }

  @Override
  public void cancel(String reason) {
    query.cancel(reason);
  }

  @Override
  public QueryProgress progress() {
    return query.progress();
  }

  @Override
  public Map<Integer, OperatorMetrics> metrics() {
    return query.metrics();
  }

  @Override
  public MemoryUse memory() {
    return query.memory();
  }

  @Override
  public void close() {
    query.close();
  }
}
