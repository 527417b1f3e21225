package io.thalweg.benchmarks.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Runs a process to its end.
final class Once {
  private static final double NANOS_PER_MILLI = 1e6;

  private Once() {}

  /// The milliseconds from its start until it has ended and all it printed has been read.
  ///
  /// @throws IllegalStateException when it fails, with what it said
  static double millis(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
    if (status != 0) {
      throw new IllegalStateException(command.getFirst() + " ended with " + status + ": " + said);
    }
    return millis;
  }
}
