package io.thalweg.exec.runtime;

/// What ends the epochs of a continuous query.
public enum EpochPolicy {
  /// Time: an epoch ends when the interval is over and the reader has taken the one before.
  INTERVAL,
  /// Only [RunningStream#trigger].
  MANUAL,
  /// The streams themselves, where they say [io.thalweg.core.connector.SplitReader.Progress.Mark]:
  /// the same epochs in every run.
  MARKS
}
