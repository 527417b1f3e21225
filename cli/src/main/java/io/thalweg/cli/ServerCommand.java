package io.thalweg.cli;

import io.thalweg.server.ThalwegServer;
import io.thalweg.server.engine.EngineConfig;
import io.thalweg.server.engine.stored.StoreLocation;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `server`: the engine behind Arrow Flight SQL, until SIGTERM or Ctrl-C.
///
/// When asked to end it refuses new statements, lets those that run go on for a while, and stops.
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    description = "Serve Arrow Flight SQL, for JDBC and ADBC clients.",
    footer = {
      "",
      "FILE has lines name=value: host, port, data, drain_seconds. Options win.",
      "checkpoints=s3://bucket/prefix keeps the state of jobs there instead of in data;",
      "checkpoints.region, checkpoints.endpoint and checkpoints.path_style say how it is reached.",
      "spill_directory=DIR takes state that memory has no room for, while a query runs."
    })
final class ServerCommand implements Callable<Integer> {
  private static final Set<String> SETTINGS =
      new TreeSet<>(
          Set.of(
              "host",
              "port",
              "data",
              "drain_seconds",
              "checkpoints",
              "checkpoints.region",
              "checkpoints.endpoint",
              "checkpoints.path_style",
              "spill_directory"));

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The address to listen on; 127.0.0.1 unless given.")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port; 32010 unless given, 0 for any free one.")
  private @Nullable Integer port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where jobs, views and declared tables live on; none: they end with the server.")
  private @Nullable Path data;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings, one per line.")
  private @Nullable Path config;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Properties settings = settings();
    String address = host == null ? settings.getProperty("host", "127.0.0.1") : host;
    int number = port == null ? number(settings, "port", 32_010) : port;
    Duration patience = Duration.ofSeconds(number(settings, "drain_seconds", 30));
    try (ThalwegServer server = ThalwegServer.start(engine(settings), address, number)) {
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform().name("thalweg-drain").unstarted(() -> end(server, patience)));
      System.out.println("thalweg listens on grpc://" + address + ":" + server.port());
      System.out.println("connect with jdbc:thalweg://" + address + ":" + server.port());
      server.awaitTermination();
    }
    return 0;
  }

  private EngineConfig engine(Properties settings) {
    String configured = settings.getProperty("data");
    Path directory = data == null && configured != null ? Path.of(configured) : data;
    EngineConfig engine = EngineConfig.ofMachine();
    String spill = settings.getProperty("spill_directory");
    if (spill != null) {
      engine = engine.withSpill(Path.of(spill));
    }
    String checkpoints = settings.getProperty("checkpoints");
    if (checkpoints != null) {
      engine = engine.withCheckpoints(new StoreLocation(checkpoints, storeOptions(settings)));
    }
    return directory == null ? engine : engine.withData(directory);
  }

  private static Map<String, String> storeOptions(Properties settings) {
    String prefix = "checkpoints.";
    Map<String, String> options = new TreeMap<>();
    for (String name : settings.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        options.put(name.substring(prefix.length()), settings.getProperty(name));
      }
    }
    return options;
  }

  private static void end(ThalwegServer server, Duration patience) {
    try {
      System.err.println("thalweg waits for running statements");
      if (!server.drain(patience)) {
        System.err.println("thalweg cancels what still runs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      server.close();
    }
  }

  private Properties settings() throws IOException {
    Properties settings = new Properties();
    if (config != null) {
      try (Reader reader = Files.newBufferedReader(config, StandardCharsets.UTF_8)) {
        settings.load(reader);
      }
      for (String name : settings.stringPropertyNames()) {
        if (!SETTINGS.contains(name)) {
          throw new IllegalArgumentException(
              config + " has an unknown setting '" + name + "'; known are " + SETTINGS);
        }
      }
    }
    return settings;
  }

  private static int number(Properties settings, String name, int otherwise) {
    String value = settings.getProperty(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is '" + value + "'; write a whole number");
    }
  }
}
