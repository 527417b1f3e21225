package io.thalweg.core.data;

/// What travels between batches in the same channel.
public sealed interface Signal {

  /// No later row has an event time below `micros`; [#IDLE] when nothing can be said of rows that
  /// may or may not come: others need not wait.
  record Watermark(long micros) implements Signal {
    public static final long IDLE = Long.MAX_VALUE - 1;
  }

  /// The end of an epoch.
  ///
  /// @param epoch counts from 1 within a job
  /// @param checkpoint whether the epoch's state is to be made durable
  /// @param timeMicros when the barrier was injected, in micros since 1970 UTC: the epoch's
  ///   processing time, so that operators need no clock
  record Barrier(long epoch, boolean checkpoint, long timeMicros) implements Signal {}

  /// No more batches and no more signals.
  record End() implements Signal {
    public static final End INSTANCE = new End();
  }
}
