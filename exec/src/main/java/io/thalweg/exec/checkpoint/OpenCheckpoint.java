package io.thalweg.exec.checkpoint;

import io.thalweg.exec.operator.StateWriter;
import java.util.concurrent.CompletableFuture;

/// One checkpoint while it is made. Thread-safe: each task writes through writers of its own.
///
/// Nothing here blocks the caller, with one exception: rows that the memory pool has no room for
/// are written out by the task that brings them. A failure of the store shows in [#complete] alone;
/// tasks go on.
public interface OpenCheckpoint {

  /// What it is called once it is complete; the number of the last complete one plus one.
  long id();

  long epoch();

  /// Whether everything is written; see [StateWriter#full]. True at a run's first checkpoint, every
  /// n-th, after one that was not completed, and when asked for.
  boolean full();

  /// Takes the state of one operator in one task. Each pair is asked for at most once.
  ///
  /// @param identity [io.thalweg.core.plan.NodeStream#identity] of the node
  /// @param task of the node's fragment
  default StateWriter writer(String identity, int task) {
    return writer(identity, task, () -> {});
  }

  /// As [#writer(String, int)].
  ///
  /// @param whenRoom called, by any thread, when the writer is not full any more; must not block
  StateWriter writer(String identity, int task, Runnable whenRoom);

  /// All tasks have written: finishes the segments and puts the manifest, elsewhere. Called once.
  ///
  /// @return completes when the checkpoint is durable, with a coded error when it is not:
  ///   CHECKPOINT_FENCED when a newer run has taken over, otherwise what the store said. The job
  ///   may then try again with a later epoch. When an error came from the put of the manifest
  ///   itself, the checkpoint may yet be there: the sinks' texts stay valid until a later one is
  ///   complete
  CompletableFuture<CheckpointInfo> complete(CheckpointNotes notes);

  /// Gives it up; what was written becomes garbage. Does nothing after [#complete].
  void abandon();
}
