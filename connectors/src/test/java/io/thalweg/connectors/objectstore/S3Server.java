package io.thalweg.connectors.objectstore;

import com.adobe.testing.s3mock.S3MockApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An S3 server in a process of its own, on a port of its own. It ends with its parent: when its
/// standard input does.
final class S3Server implements AutoCloseable {
  static final String BUCKET = "thalweg-test";
  private static final String PORT = "port ";

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// The process's entry. The server's authors want it in a process of its own, as it is here.
  @SuppressWarnings("deprecation")
  public static void main(String[] args) throws IOException {
    // The server adds to the map.
    Map<String, Object> properties = new HashMap<>();
    properties.put("com.adobe.testing.s3mock.store.root", args[0]);
    properties.put("com.adobe.testing.s3mock.store.initial-buckets", BUCKET);
    S3MockApplication server =
        S3MockApplication.start(properties, "--http.port=0", "--server.port=0");
    System.out.println("\n" + PORT + server.getHttpPort());
    while (System.in.read() >= 0) {
      // Lives as long as its parent.
    }
    server.stop();
    System.exit(0);
  }

  /// @param directory for its objects and its output
  static S3Server start(Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(S3Server.class.getName(), directory.resolve("objects").toString()));
    Process process =
        new ProcessBuilder(command).redirectError(directory.resolve("stderr.log").toFile()).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    while (line != null && !line.startsWith(PORT)) {
      line = output.readLine();
    }
    if (line == null) {
      process.destroyForcibly();
      throw new IOException(
          "the S3 server did not start: "
              + java.nio.file.Files.readString(directory.resolve("stderr.log")));
    }
    return new S3Server(process, Integer.parseInt(line.substring(PORT.length()).strip()));
  }

  /// What a store needs to reach it.
  Map<String, String> options() {
    return Map.of(
        "endpoint", "http://127.0.0.1:" + port, "region", "us-east-1", "path_style", "true");
  }

  /// Ends it as a crash does.
  void kill() {
    process.destroyForcibly();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    await();
  }
}
