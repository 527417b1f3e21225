package io.thalweg.exec.operator;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// The port through which operators and scans make calls that may block: listing splits, committing
/// sinks. Virtual threads in production; in the caller's thread or later, in a seeded order, in
/// tests.
@FunctionalInterface
public interface BlockingCalls {

  /// Starts `call` elsewhere. The future's callbacks run on the thread that made the call: they may
  /// only store the result and wake tasks.
  <T> CompletableFuture<T> start(Callable<T> call);
}
