package io.thalweg.benchmarks.fuzz;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench fuzz --seed 0 --queries 200000`: prints each unexplained difference with its seed, and
/// the sums.
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the answers of random queries with DuckDB's; with --continuous, a materialized view"
          + " of each with the bounded query while the tables change."
    })
public final class FuzzCommand implements Callable<Integer> {
  private static final int PROGRESS = 1_000;

  @Option(names = "--seed", description = "The first seed (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--queries", description = "How many (default ${DEFAULT-VALUE}).")
  private long queries = 2_000;

  @Option(
      names = "--continuous",
      description = "Compare what materialized views hold with the bounded queries.")
  private boolean continuous;

  @Option(names = "--show", description = "Print the tables and the query of the seed only.")
  private boolean show;

  @Option(names = "--verbose", description = "Print also what is explained or not comparable.")
  private boolean verbose;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (show) {
      Fuzzer.setup(seed).forEach(statement -> out.println(statement + ";"));
    }
    Map<String, Long> sums = new TreeMap<>();
    boolean different = false;
    try (Checker fuzzer = continuous ? new ContinuousFuzzer() : new Fuzzer()) {
      for (long i = seed; i < seed + (show ? 1 : queries); i++) {
        Checker.Checked checked = fuzzer.check(i);
        different |= checked.outcome() instanceof Outcome.Different;
        sums.merge(name(checked.outcome()), 1L, Long::sum);
        if (show) {
          out.println("-- DuckDB: " + checked.query().sql().theirs());
        }
        if (show || checked.outcome() instanceof Outcome.Different || isTold(checked.outcome())) {
          out.print(checked.report());
          out.flush();
        }
        if ((i - seed + 1) % PROGRESS == 0) {
          out.println((i - seed + 1) + " queries: " + sums);
          out.flush();
        }
      }
    }
    out.println(sums);
    out.flush();
    return different ? 1 : 0;
  }

  private boolean isTold(Outcome outcome) {
    return verbose && !(outcome instanceof Outcome.Same);
  }

  private static String name(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Same _ -> "same";
      case Outcome.NotComparable _ -> "not comparable";
      case Outcome.Explained explained -> "explained: " + explained.reason();
      case Outcome.Different _ -> "different";
    };
  }
}
