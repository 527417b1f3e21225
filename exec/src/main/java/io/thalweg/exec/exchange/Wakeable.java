package io.thalweg.exec.exchange;

/// A task that waits for an exchange. Thread-safe.
@FunctionalInterface
public interface Wakeable {

  /// Lets the task step again, soon; no effect when it is not parked.
  void wake();
}
