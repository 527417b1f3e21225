package io.thalweg.benchmarks.crash;

import io.thalweg.benchmarks.compare.BenchCommand;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench crash`: whether everything comes out exactly once, whatever happens to the server.
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    description =
        "Kills the server between Kafka and Kafka or Parquet files, and counts what is lost or"
            + " doubled.")
public final class CrashBench extends BenchCommand {
  @Option(names = "--kills", description = "How many (default ${DEFAULT-VALUE}).")
  private int kills = 50;

  @Option(names = "--seed", description = "Of rows and moments (default ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--scenario",
      description =
          "kill, full-disk, store-gone or broker-gone; the last three are for --seconds, with one"
              + " kill (default ${DEFAULT-VALUE}).")
  private String scenario = "kill";

  @Option(names = "--seconds", description = "How long it lasts (default ${DEFAULT-VALUE}).")
  private int seconds = 30;

  @Option(names = "--keep", description = "Keep the files.")
  private boolean keep;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = out();
    Path root = Files.createTempDirectory("thalweg-crash");
    try {
      return switch (scenario) {
        case "kill" -> kill(root, out);
        case "full-disk" -> suffer(Trouble.fullDisk(root), out);
        case "store-gone" -> suffer(Trouble.storeGone(root), out);
        case "broker-gone" -> suffer(Trouble.brokerGone(root), out);
        default -> throw new IllegalArgumentException("there is no scenario '" + scenario + "'");
      };
    } finally {
      if (keep) {
        out.println("files are in " + root);
      } else {
        World.remove(root);
      }
      out.flush();
    }
  }

  private int kill(Path root, PrintWriter out) throws Exception {
    long start = System.nanoTime();
    Kills run = new Kills(out);
    Verdict verdict = run.run(root, seed, kills);
    out.printf(
        "%d kills in %d s, by what they hit: %s%n",
        kills, (System.nanoTime() - start) / 1_000_000_000, run.hits());
    out.print(verdict.table());
    return verdict.isRight() ? 0 : 1;
  }

  private int suffer(Trouble trouble, PrintWriter out) throws Exception {
    try (trouble) {
      Troubles run = new Troubles(out);
      Verdict verdict = run.run(trouble, seed, seconds);
      boolean clear = run.isClear(trouble);
      out.print(verdict.table());
      return verdict.isRight() && clear ? 0 : 1;
    }
  }
}
