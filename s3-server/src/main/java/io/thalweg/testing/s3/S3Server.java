package io.thalweg.testing.s3;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An S3 server in a process of its own, on a free port of this machine, with one bucket. Used by
/// one thread. It ends with [#close], and at the latest with this process.
public final class S3Server implements AutoCloseable {
  public static final String BUCKET = "thalweg-test";

  private static final int STOP_SECONDS = 30;

  private final Path directory;
  private Process process;
  private int port;

  private S3Server(Path directory) throws IOException {
    this.directory = directory;
    this.process = start(0);
  }

  /// @param directory for its objects and its output; stays
  public static S3Server start(Path directory) throws IOException {
    return new S3Server(directory);
  }

  private Process start(int wanted) throws IOException {
    Path errors = directory.resolve("s3.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath(), S3Process.class.getName()));
    command.addAll(List.of(directory.resolve("objects").toString(), Integer.toString(wanted)));
    Process started =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    while (line != null && !line.startsWith(S3Process.PORT)) {
      line = output.readLine();
    }
    if (line == null) {
      started.destroyForcibly();
      throw new IOException("the S3 server did not start: " + Files.readString(errors));
    }
    port = Integer.parseInt(line.substring(S3Process.PORT.length()).strip());
    return started;
  }

  private static String classPath() throws IOException {
    try (InputStream in = S3Server.class.getResourceAsStream("/s3-server.classpath")) {
      if (in == null) {
        throw new IOException("the build has not written s3-server.classpath");
      }
      Path own =
          Path.of(S3Server.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      String libraries = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return own + File.pathSeparator + libraries;
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /// What a store needs to reach it.
  public Map<String, String> options() {
    return Map.of(
        "endpoint", "http://127.0.0.1:" + port, "region", "us-east-1", "path_style", "true");
  }

  /// Ends it as a crash does.
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /// Starts it again with its objects, on the same port.
  public void restart() throws IOException {
    process = start(port);
  }

  private void await() {
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
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
