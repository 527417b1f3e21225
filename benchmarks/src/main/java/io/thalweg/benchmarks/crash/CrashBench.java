package io.thalweg.benchmarks.crash;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench crash`: whether everything comes out exactly once, whatever happens to the server.
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    description =
        "Kills the server between Kafka and Kafka or Parquet files, and counts what is lost or"
            + " doubled.")
public final class CrashBench implements Callable<Integer> {
  @Option(names = "--kills", description = "How many (default ${DEFAULT-VALUE}).")
  private int kills = 50;

  @Option(names = "--seed", description = "Of rows and moments (default ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--keep", description = "Keep the files.")
  private boolean keep;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Path root = Files.createTempDirectory("thalweg-crash");
    try {
      long start = System.nanoTime();
      Kills scenario = new Kills(out);
      Verdict verdict = scenario.run(root, seed, kills);
      out.printf(
          "%d kills in %d s, by what they hit: %s%n",
          kills, (System.nanoTime() - start) / 1_000_000_000, scenario.hits());
      out.print(verdict.table());
      out.flush();
      return verdict.isRight() ? 0 : 1;
    } finally {
      if (keep) {
        out.println("files are in " + root);
      } else {
        World.remove(root);
      }
    }
  }
}
