package io.thalweg.testing.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One broker with its own controller (KRaft), in a process of its own, on free ports of this
/// machine and in a temporary directory that goes with it.
///
/// Used by one thread. It ends with [#close], and at the latest with this process.
public final class KafkaBroker implements AutoCloseable {
  private static final int START_SECONDS = 90;
  private static final int STOP_SECONDS = 20;

  private final Path directory;
  private final int port;
  private final Path output;
  private final Thread atExit = new Thread(this::kill);
  private Process process;

  private KafkaBroker(Path directory, int port) throws IOException, InterruptedException {
    this.directory = directory;
    this.port = port;
    this.output = directory.resolve("broker.log");
    Files.writeString(configuration(), properties(directory, port, freePort()));
    byte[] id = new byte[16];
    UUID random = UUID.randomUUID();
    for (int i = 0; i < 8; i++) {
      id[i] = (byte) (random.getMostSignificantBits() >>> 8 * i);
      id[8 + i] = (byte) (random.getLeastSignificantBits() >>> 8 * i);
    }
    // A letter in front, because the tool takes a dash for an option.
    String cluster = "T" + Base64.getUrlEncoder().withoutPadding().encodeToString(id).substring(1);
    Process format =
        run("kafka.tools.StorageTool", "format", "--standalone", "-t", cluster, "-c", config());
    this.process = format;
    if (!format.waitFor(START_SECONDS, TimeUnit.SECONDS) || format.exitValue() != 0) {
      format.destroyForcibly();
      throw new IllegalStateException("Kafka's storage cannot be formatted: " + log());
    }
    Runtime.getRuntime().addShutdownHook(atExit);
    start();
  }

  /// Starts a broker and waits until it answers.
  public static KafkaBroker start(Path parent) {
    try {
      return new KafkaBroker(Files.createTempDirectory(parent, "kafka"), freePort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka started", e);
    }
  }

  /// `host:port`, for `bootstrap.servers`.
  public String address() {
    return "127.0.0.1:" + port;
  }

  /// Ends the process at once, as a crash does.
  public void kill() {
    process.destroyForcibly();
  }

  /// Starts it again on its data.
  public void start() throws IOException, InterruptedException {
    process = run("kafka.Kafka", config());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IllegalStateException("Kafka does not start: " + log());
      }
      Thread.sleep(50);
    }
  }

  private boolean answers() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (java.net.ConnectException | java.net.SocketTimeoutException _) {
      return false;
    }
  }

  private Path configuration() {
    return directory.resolve("server.properties");
  }

  private String config() {
    return configuration().toString();
  }

  private static String properties(Path directory, int port, int controllerPort) {
    return String.join(
        "\n",
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.bootstrap.servers=127.0.0.1:" + controllerPort,
        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
        "advertised.listeners=PLAINTEXT://127.0.0.1:"
            + port
            + ",CONTROLLER://127.0.0.1:"
            + controllerPort,
        "controller.listener.names=CONTROLLER",
        "log.dirs=" + directory.resolve("data"),
        "offsets.topic.replication.factor=1",
        "offsets.topic.num.partitions=1",
        "transaction.state.log.replication.factor=1",
        "transaction.state.log.min.isr=1",
        "transaction.state.log.num.partitions=1",
        "share.coordinator.state.topic.replication.factor=1",
        "share.coordinator.state.topic.min.isr=1",
        "group.initial.rebalance.delay.ms=0",
        "log.cleaner.dedupe.buffer.size=2097152",
        "");
  }

  private Process run(String... mainAndArguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath()));
    command.addAll(List.of(mainAndArguments));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }

  private static String classPath() throws IOException {
    try (InputStream in = KafkaBroker.class.getResourceAsStream("/kafka-broker.classpath")) {
      if (in == null) {
        throw new IOException("the build has not written kafka-broker.classpath");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private String log() throws IOException {
    String all = Files.exists(output) ? Files.readString(output) : "";
    return all.substring(Math.max(0, all.length() - 4000));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Runtime.getRuntime().removeShutdownHook(atExit);
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
