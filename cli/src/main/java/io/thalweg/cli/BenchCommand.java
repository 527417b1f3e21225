package io.thalweg.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Stands in the list of commands; the launcher starts the benchmarks, which have libraries of
/// their own, from their own jar.
@Command(
    name = "bench",
    description = "Measure: tpch [--sf N] [--peer duckdb] [--queries 1,6] [--rounds 11].")
final class BenchCommand implements Callable<Integer> {
  @Parameters(hidden = true)
  private List<String> arguments = List.of();

  @Override
  public Integer call() {
    throw new IllegalArgumentException(
        "start the benchmarks with ./thalweg bench " + String.join(" ", arguments));
  }
}
