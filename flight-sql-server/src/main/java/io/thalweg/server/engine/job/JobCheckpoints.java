package io.thalweg.server.engine.job;

import io.thalweg.exec.checkpoint.CheckpointInfo;
import io.thalweg.exec.checkpoint.Checkpoints;
import java.util.List;
import java.util.function.Supplier;

/// Where the checkpoints of all jobs are. Thread-safe; every method may block.
public interface JobCheckpoints {

  /// Begins a run of the job with this id, each time it is asked.
  Supplier<Checkpoints> of(String id);

  /// The complete checkpoints of a job, oldest first.
  List<CheckpointInfo> list(String id);

  /// Removes all checkpoints of a job that does not run.
  void removeAll(String id);
}
