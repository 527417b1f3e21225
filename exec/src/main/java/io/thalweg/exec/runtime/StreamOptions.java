package io.thalweg.exec.runtime;

import io.thalweg.exec.checkpoint.Checkpoints;
import io.thalweg.exec.checkpoint.Restored;
import java.time.Duration;
import java.util.Optional;

/// How a continuous query runs.
///
/// @param job names the query for ever: its checkpoints, and what it writes
/// @param policy what ends an epoch
/// @param epochInterval the length of an epoch under [EpochPolicy#INTERVAL]
/// @param checkpointInterval every how often an epoch is made durable; counted in epochs, each
///   `checkpointInterval / epochInterval`-th. Zero: only on request
/// @param idleTimeout how long a split may have no rows before it no longer holds the watermark;
///   zero: it always holds it
/// @param checkpoints where epochs are made durable; the owner closes it behind the query
/// @param restored the checkpoint to go on from; the owner closes it behind the query
/// @param result what the reader keeps in checkpoints
public record StreamOptions(
    String job,
    EpochPolicy policy,
    Duration epochInterval,
    Duration checkpointInterval,
    Duration idleTimeout,
    Optional<Checkpoints> checkpoints,
    Optional<Restored> restored,
    Optional<ResultState> result) {
  private static final Duration EPOCH = Duration.ofMillis(200);
  private static final Duration CHECKPOINT = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(30);

  public StreamOptions {
    if (job.isEmpty()) {
      throw new IllegalArgumentException("a continuous query needs a name");
    }
    if (!epochInterval.isPositive()) {
      throw new IllegalArgumentException("epoch interval of " + epochInterval);
    }
    if (checkpointInterval.isNegative() || idleTimeout.isNegative()) {
      throw new IllegalArgumentException("intervals are not negative");
    }
  }

  /// Epochs of 200 ms, a checkpoint every 10 s, 30 s until a split is idle.
  public static StreamOptions of(String job) {
    return new StreamOptions(
        job,
        EpochPolicy.INTERVAL,
        EPOCH,
        CHECKPOINT,
        IDLE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public StreamOptions withPolicy(EpochPolicy other) {
    return with(other, epochInterval, checkpointInterval, idleTimeout);
  }

  public StreamOptions withEpochInterval(Duration other) {
    return with(policy, other, checkpointInterval, idleTimeout);
  }

  public StreamOptions withCheckpointInterval(Duration other) {
    return with(policy, epochInterval, other, idleTimeout);
  }

  public StreamOptions withIdleTimeout(Duration other) {
    return with(policy, epochInterval, checkpointInterval, other);
  }

  private StreamOptions with(
      EpochPolicy newPolicy, Duration newEpoch, Duration newCheckpoint, Duration newIdle) {
    return new StreamOptions(
        job, newPolicy, newEpoch, newCheckpoint, newIdle, checkpoints, restored, result);
  }

  public StreamOptions withCheckpoints(Checkpoints store) {
    return with(Optional.of(store), restored, result);
  }

  public StreamOptions withRestored(Restored from) {
    return with(checkpoints, Optional.of(from), result);
  }

  public StreamOptions withResult(ResultState kept) {
    return with(checkpoints, restored, Optional.of(kept));
  }

  private StreamOptions with(
      Optional<Checkpoints> store, Optional<Restored> from, Optional<ResultState> kept) {
    return new StreamOptions(
        job, policy, epochInterval, checkpointInterval, idleTimeout, store, from, kept);
  }

  /// Every how many epochs there is a checkpoint; 0: only on request.
  public long checkpointEvery() {
    return checkpointInterval.isZero()
        ? 0
        : Math.max(1, checkpointInterval.toNanos() / epochInterval.toNanos());
  }
}
