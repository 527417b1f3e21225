package io.thalweg.benchmarks.crash;

import io.thalweg.benchmarks.compare.ServerJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One `thalweg server` in a JVM of its own. Used by one thread.
final class ServerProcess implements AutoCloseable {
  private static final String READY = "thalweg listens on grpc://127.0.0.1:";
  private static final Duration START = Duration.ofSeconds(90);

  /// How servers are started.
  ///
  /// @param prefix of the command, for a process that replaces itself by the JVM
  /// @param arguments of `thalweg server`
  /// @param environment on top of this process's
  /// @param log gets what the servers say
  record Setup(
      List<String> prefix, List<String> arguments, Map<String, String> environment, Path log) {
    Setup {
      prefix = List.copyOf(prefix);
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }
  }

  private final Process process;
  private final Path log;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    Thread.ofVirtual().name("server output").start(this::watch);
  }

  /// Starts a server; returns at once.
  static ServerProcess start(Setup setup) throws IOException {
    List<String> command = new ArrayList<>(setup.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(ServerJvm.OPENED);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Leashed.class.getName(), "server", "--port", "0"));
    command.addAll(setup.arguments());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(setup.log().toFile()));
    builder.environment().putAll(setup.environment());
    return new ServerProcess(builder.start(), setup.log());
  }

  private void watch() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(READY)) {
          port.complete(Integer.parseInt(line.substring(READY.length()).strip()));
        }
      }
      port.completeExceptionally(new IOException("the server ended"));
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
  }

  /// Waits until the server listens.
  Connection connect() throws SQLException, InterruptedException {
    try {
      int listening = port.get(START.toSeconds(), TimeUnit.SECONDS);
      return DriverManager.getConnection("jdbc:thalweg://127.0.0.1:" + listening);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the server does not start: " + lastWords(), e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// The end of what servers have said.
  String lastWords() {
    try {
      String all = Files.exists(log) ? Files.readString(log) : "";
      return all.substring(Math.max(0, all.length() - 4000));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// SIGKILL, to the JVM itself.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
