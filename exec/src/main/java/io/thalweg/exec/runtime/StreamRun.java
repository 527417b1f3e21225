package io.thalweg.exec.runtime;

import io.thalweg.core.port.Clock;
import io.thalweg.core.type.Schema;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/// A running continuous query: a query whose rows come with the ends of their epochs.
final class StreamRun implements RunningStream {
  private final QueryRun query;
  private final Clock clock;
  private volatile long epoch;

  StreamRun(QueryRun query, Clock clock) {
    this.query = query;
    this.clock = clock;
  }

  @Override
  public Schema schema() {
    return query.schema();
  }

  @Override
  public ResultPoll poll() {
    return withEpochs(query.poll());
  }

  @Override
  public ResultPoll next(Duration timeout) {
    return withEpochs(query.next(timeout));
  }

  /// Puts the end of the last epoch before the end of the rows.
  private ResultPoll withEpochs(ResultPoll answer) {
    if (!(answer instanceof ResultPoll.Finished) || epoch > 0) {
      return answer;
    }
    epoch = 1;
    return new ResultPoll.EpochEnd(1, Long.MAX_VALUE, clock.epochMicros());
  }

  @Override
  public void trigger(boolean checkpoint) {
    // The only epoch of bounded input ends by itself.
  }

  @Override
  public StreamStatus status() {
    return new StreamStatus(
        epoch,
        epoch > 0 ? Long.MAX_VALUE : Long.MIN_VALUE,
        0,
        query.progress().rows(),
        OptionalLong.empty());
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
