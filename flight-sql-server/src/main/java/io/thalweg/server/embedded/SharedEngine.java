package io.thalweg.server.embedded;

import io.thalweg.server.Engines;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.EngineConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The engines that the embedded connections of this process share: one without a data directory,
/// and one per data directory. Each starts with its first connection and ends when the last one
/// closes; without a data directory its tables and jobs end with it.
final class SharedEngine {
  private static final Map<Optional<Path>, SharedEngine> RUNNING = new HashMap<>();

  private final Optional<Path> data;
  private final Engine engine;
  private int users;

  private SharedEngine(Optional<Path> data) {
    this.data = data;
    EngineConfig config = EngineConfig.ofMachine();
    this.engine = Engines.create(data.map(config::withData).orElse(config));
  }

  Engine engine() {
    return engine;
  }

  /// The engine over this directory; every call wants one [#release].
  static SharedEngine acquire(Optional<Path> directory) {
    Optional<Path> data = directory.map(path -> path.toAbsolutePath().normalize());
    synchronized (RUNNING) {
      SharedEngine shared = RUNNING.computeIfAbsent(data, SharedEngine::new);
      shared.users++;
      return shared;
    }
  }

  void release() {
    synchronized (RUNNING) {
      users--;
      if (users == 0) {
        RUNNING.remove(data);
        // Under the lock: the next engine over the directory finds it free.
        engine.close();
      }
    }
  }
}
