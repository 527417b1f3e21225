package io.thalweg.server.embedded;

import io.thalweg.server.Engines;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.EngineConfig;
import org.jspecify.annotations.Nullable;

/// The engine that all embedded connections of this process share. It starts with the first one and
/// ends, its tables with it, when the last one closes.
final class SharedEngine {
  private static final Object LOCK = new Object();
  private static @Nullable Engine engine;
  private static int users;

  private SharedEngine() {}

  /// The engine; every call wants one [#release].
  static Engine acquire() {
    synchronized (LOCK) {
      Engine running = engine == null ? Engines.create(EngineConfig.ofMachine()) : engine;
      engine = running;
      users++;
      return running;
    }
  }

  static void release() {
    Engine unused = null;
    synchronized (LOCK) {
      users--;
      if (users == 0) {
        unused = engine;
        engine = null;
      }
    }
    if (unused != null) {
      unused.close();
    }
  }
}
