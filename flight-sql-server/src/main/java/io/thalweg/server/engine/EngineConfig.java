package io.thalweg.server.engine;

import io.thalweg.core.port.Clock;
import io.thalweg.server.engine.stored.StoreLocation;
import java.nio.file.Path;
import java.util.Optional;

/// What an engine is given by the process it lives in.
///
/// @param memoryBytes the most all queries together may reserve
/// @param workers threads that run queries
/// @param clock for `now()`, timeouts and metrics
/// @param data the directory where declared tables, views and jobs outlive the process; empty: they
///   end with it
/// @param checkpoints where the state of jobs is kept; empty: in the data directory
/// @param spill the directory of what continuous queries have no memory for; processes may share it
public record EngineConfig(
    long memoryBytes,
    int workers,
    Clock clock,
    Optional<Path> data,
    Optional<StoreLocation> checkpoints,
    Path spill) {
  private static final double HEAP_SHARE = 0.7;

  public EngineConfig {
    if (memoryBytes < 1 || workers < 1) {
      throw new IllegalArgumentException("an engine has memory and at least one worker");
    }
  }

  /// Without a data directory.
  public EngineConfig(long memoryBytes, int workers, Clock clock) {
    this(memoryBytes, workers, clock, Optional.empty());
  }

  /// With checkpoints in the data directory.
  public EngineConfig(long memoryBytes, int workers, Clock clock, Optional<Path> data) {
    this(memoryBytes, workers, clock, data, Optional.empty(), temporary());
  }

  /// Below the machine's temporary directory, apart from other users.
  private static Path temporary() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "thalweg-spill-" + System.getProperty("user.name"));
  }

  /// Most of the heap, and one worker per core.
  public static EngineConfig ofMachine() {
    Runtime runtime = Runtime.getRuntime();
    return new EngineConfig(
        (long) (runtime.maxMemory() * HEAP_SHARE), runtime.availableProcessors(), Clock.SYSTEM);
  }

  /// The same engine over a data directory, which is made when it is missing.
  public EngineConfig withData(Path directory) {
    return new EngineConfig(
        memoryBytes,
        workers,
        clock,
        Optional.of(directory.toAbsolutePath().normalize()),
        checkpoints,
        spill);
  }

  /// The same engine with its checkpoints in another store.
  public EngineConfig withCheckpoints(StoreLocation location) {
    return new EngineConfig(memoryBytes, workers, clock, data, Optional.of(location), spill);
  }

  /// The same engine with another spill directory, which is made when it is needed.
  public EngineConfig withSpill(Path directory) {
    return new EngineConfig(memoryBytes, workers, clock, data, checkpoints, directory);
  }
}
