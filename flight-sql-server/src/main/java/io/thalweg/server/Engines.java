package io.thalweg.server;

import io.thalweg.connectors.blackhole.BlackholeConnector;
import io.thalweg.connectors.datagen.DatagenConnector;
import io.thalweg.connectors.files.FilesConnector;
import io.thalweg.connectors.kafka.KafkaConnector;
import io.thalweg.connectors.memory.MemoryConnector;
import io.thalweg.connectors.nexmark.NexmarkConnector;
import io.thalweg.connectors.print.PrintConnector;
import io.thalweg.connectors.tpch.TpchConnector;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.EngineConfig;
import io.thalweg.server.system.SystemCatalog;
import java.util.List;

/// Makes engines with everything that Thalweg brings along.
public final class Engines {
  private Engines() {}

  public static Engine create(EngineConfig config) {
    Engine engine =
        new Engine(
            config,
            List.of(
                new MemoryConnector(),
                new TpchConnector(),
                new NexmarkConnector(),
                new DatagenConnector(),
                new PrintConnector(System.out::println),
                new BlackholeConnector(),
                new KafkaConnector(),
                new FilesConnector()));
    engine.catalogs().add(new SystemCatalog(engine));
    try {
      engine.resume();
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
    return engine;
  }
}
