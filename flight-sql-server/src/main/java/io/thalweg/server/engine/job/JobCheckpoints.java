package io.thalweg.server.engine.job;

import io.thalweg.exec.checkpoint.CheckpointInfo;
import io.thalweg.exec.checkpoint.Checkpoints;
import java.util.List;

/// Where the checkpoints of all jobs are. Thread-safe; every method may block.
public interface JobCheckpoints {

  /// Begins a run of a job.
  Checkpoints begin(JobDefinition definition);

  /// The complete checkpoints of a job, oldest first.
  List<CheckpointInfo> list(String id);

  /// Removes all checkpoints of a job that does not run.
  void removeAll(String id);
}
