package io.thalweg.server.engine.job;

/// Where a job is in its life.
///
/// ```
/// STARTING ──> RUNNING ──input ends──> FINISHED
///     ▲           │ ▲ error, while there is hope: RESTARTING ──> STARTING
///     │           │ └ otherwise: FAILED
///     └─ RESUME ─ PAUSED
/// ```
public enum JobState {
  STARTING,
  RUNNING,
  /// It failed and waits a while before it goes on from its last checkpoint.
  RESTARTING,
  /// By a statement, until another one.
  PAUSED,
  /// Its input has ended; its view stays.
  FINISHED,
  /// It has given up; RESUME JOB tries again.
  FAILED,
  DROPPED
}
