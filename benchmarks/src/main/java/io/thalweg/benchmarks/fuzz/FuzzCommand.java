package io.thalweg.benchmarks.fuzz;

import io.thalweg.benchmarks.compare.BenchCommand;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench fuzz --seed 0 --queries 200000`: prints each unexplained difference with its seed, and
/// the sums.
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the answers of random queries with DuckDB's; with --continuous, a materialized view"
          + " of each with the bounded query while the tables change."
    })
public final class FuzzCommand extends BenchCommand {
  @Option(names = "--seed", description = "The first seed (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--queries", description = "How many (default ${DEFAULT-VALUE}).")
  private long queries = 2_000;

  @Option(
      names = "--continuous",
      description = "Compare what materialized views hold with the bounded queries.")
  private boolean continuous;

  @Option(
      names = "--spill",
      description = "What our bounded queries put into files: auto, off or always (default: auto).")
  private String spill = "auto";

  @Option(
      names = "--parquet",
      description =
          "Keep our tables in Parquet files with tiny row groups and pages; with --continuous rows"
              + " are only added to them.")
  private boolean parquet;

  @Option(names = "--show", description = "Print the tables and the query of the seed only.")
  private boolean show;

  @Option(names = "--verbose", description = "Print also what is explained or not comparable.")
  private boolean verbose;

  @Option(
      names = "--threads",
      description = "Fuzzers that work at the same time (default ${DEFAULT-VALUE}).")
  private int threads = 1;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = out();
    if (show) {
      World.of(World.numberOf(seed)).setup().forEach(statement -> out.println(statement + ";"));
    }
    FuzzTally tally = new FuzzTally(out, show, verbose);
    AtomicLong next = new AtomicLong(seed);
    long end = seed + (show ? 1 : queries);
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, threads))) {
      for (int i = 0; i < threads; i++) {
        running.add(workers.submit(() -> work(next, end, tally)));
      }
    }
    for (Future<?> each : running) {
      each.get();
    }
    tally.end();
    return tally.isDifferent() ? 1 : 0;
  }

  /// Takes one world of queries after the other.
  private @Nullable Void work(AtomicLong next, long end, FuzzTally tally) throws SQLException {
    try (Checker fuzzer = continuous ? new ContinuousFuzzer(parquet) : new Fuzzer(spill, parquet)) {
      long from = next.getAndUpdate(World::endOf);
      while (from < end) {
        fuzzer.check(from, Math.min(end, World.endOf(from)), tally::add);
        from = next.getAndUpdate(World::endOf);
      }
    }
    return null;
  }
}
