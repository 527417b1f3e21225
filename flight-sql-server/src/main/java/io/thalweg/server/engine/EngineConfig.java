package io.thalweg.server.engine;

import io.thalweg.core.port.Clock;

/// What an engine is given by the process it lives in.
///
/// @param memoryBytes the most all queries together may reserve
/// @param workers threads that run queries
/// @param clock for `now()`, timeouts and metrics
public record EngineConfig(long memoryBytes, int workers, Clock clock) {
  private static final double HEAP_SHARE = 0.7;

  public EngineConfig {
    if (memoryBytes < 1 || workers < 1) {
      throw new IllegalArgumentException("an engine has memory and at least one worker");
    }
  }

  /// Most of the heap, and one worker per core.
  public static EngineConfig ofMachine() {
    Runtime runtime = Runtime.getRuntime();
    return new EngineConfig(
        (long) (runtime.maxMemory() * HEAP_SHARE), runtime.availableProcessors(), Clock.SYSTEM);
  }
}
