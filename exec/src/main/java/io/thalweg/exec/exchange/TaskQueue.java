package io.thalweg.exec.exchange;

import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Source;

/// What waits for one consuming task, or for the reader of the result. Thread-safe, never blocks.
public sealed interface TaskQueue permits BatchQueue, ChannelQueue {

  void setConsumer(Wakeable task);

  /// Hands the next batch or signal to `out`. Remembers that the consumer waits when there is none.
  ///
  /// @return EMITTED, BLOCKED or FINISHED
  Source.Step poll(Output out);

  /// Whether a poll would yield something, or nothing ever again.
  boolean hasNews();

  /// Whether all producers have ended and nothing is left.
  boolean isFinished();

  /// The consumer wants no more, or the query is over: frees everything, drops what still comes.
  void close();
}
