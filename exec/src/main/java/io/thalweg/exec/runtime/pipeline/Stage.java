package io.thalweg.exec.runtime.pipeline;

/// One plan node in one task, as the task drives it. Used by one task.
public sealed interface Stage permits OutputStage, OperatorStage, SourceStage {

  /// What one [#advance] did.
  enum Progress {
    /// Something stands ready for the stage above.
    EMITTED,
    /// It worked; ask it again.
    WORKED,
    /// Nothing to do until a stage above or below, another task or a call moves.
    IDLE
  }

  /// Makes at most one call of the operator or source.
  Progress advance();

  /// Writes a piece of a snapshot, if there is one to be written now; asked while no stage of the
  /// task has anything else to do.
  ///
  /// @return whether it did
  default boolean advanceSnapshot() {
    return false;
  }

  /// Whether it will never again do anything.
  boolean isFinished();

  /// The node's name for errors.
  String name();

  /// What to do when the node's state has no room in memory; empty when there is nothing to say.
  default String advice() {
    return "";
  }

  /// Adds to the time spent inside the node.
  void addBusyNanos(long nanos);

  /// Releases what the stage itself holds; the second call has no effect.
  void close();

  /// Closes the stage and everything below: nobody wants their rows any more.
  void stop();
}
