package io.thalweg.exec.checkpoint;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.port.CheckpointStore;
import io.thalweg.core.port.Clock;
import io.thalweg.exec.operator.BlockingCalls;

/// What the checkpoints of one job need.
///
/// @param store may be shared with other jobs
/// @param prefix of the job's keys, without slash at the end; unique and never used again for
///   another job, for example `checkpoints/7f3a`
/// @param jobVersion of the plan, noted in manifests
/// @param blocking writes go through it
/// @param memory rows that wait to be written count against it
/// @param clock for the times in [CheckpointInfo]
/// @param policy how often everything is written and how much is kept
public record CheckpointConfig(
    CheckpointStore store,
    String prefix,
    long jobVersion,
    BlockingCalls blocking,
    MemoryPool memory,
    Clock clock,
    Policy policy) {

  /// How checkpoints follow each other.
  ///
  /// @param fullEvery at the latest so many checkpoints after a full one comes the next full one
  /// @param keep so many complete checkpoints are kept
  /// @param segmentBytes the size segments are cut at
  public record Policy(int fullEvery, int keep, int segmentBytes) {
    public static final Policy DEFAULT = new Policy(10, 3, 8 << 20);

    public Policy {
      if (fullEvery < 1 || keep < 1 || segmentBytes < 1) {
        throw new IllegalArgumentException("a checkpoint policy counts from 1");
      }
    }
  }
}
