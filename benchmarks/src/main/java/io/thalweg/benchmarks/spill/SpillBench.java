package io.thalweg.benchmarks.spill;

import io.thalweg.benchmarks.compare.Answer;
import io.thalweg.benchmarks.compare.BenchCommand;
import io.thalweg.benchmarks.compare.Results;
import io.thalweg.benchmarks.spill.LargeState.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench spill`: compares continuous answers whose state is larger than memory with bounded ones,
/// and says what it costs.
@Command(
    name = "spill",
    mixinStandardHelpOptions = true,
    description = {
      "Runs continuous queries with enough memory, then with a limit far below their state.",
      "Both answers are compared with the bounded one."
    })
public final class SpillBench extends BenchCommand {
  private static final String PLENTY = "80%";
  private static final double MEGA = 1024 * 1024;

  @Option(names = "--events", description = "Events (default ${DEFAULT-VALUE}).")
  private long events = 4_000_000;

  @Option(names = "--memory", description = "The limit in MB (default ${DEFAULT-VALUE}).")
  private int memory = 256;

  @Option(names = "--parallelism", description = "Tasks (default ${DEFAULT-VALUE}).")
  private int parallelism = 2;

  @Option(
      names = "--epoch-events",
      description = "Events of an epoch; 0 for epochs of the usual time (default).")
  private long epochEvents;

  @Option(names = "--queries", split = ",", description = "Which; all by default.")
  private List<LargeQuery> queries = List.of(LargeQuery.values());

  @Option(names = "--limited-only", description = "Do not run with enough memory before.")
  private boolean limitedOnly;

  @Option(
      names = "--record",
      description = "A file, such as benchmarks/RESULTS.md, to append the table to.")
  private @Nullable Path record;

  private final StringBuilder table = new StringBuilder();

  @Override
  public Integer call() throws Exception {
    add("query", "memory", "seconds", "epochs", "held MB", "files MB", "answer");
    add("---", "---:", "---:", "---:", "---:", "---:", "---");
    int wrong = 0;
    try (LargeState state = new LargeState(events, epochEvents)) {
      state.set("parallelism", Integer.toString(parallelism));
      for (LargeQuery query : queries) {
        state.set("memory_limit", "'" + PLENTY + "'");
        Answer bounded = state.bounded(query);
        if (!limitedOnly) {
          wrong += measure(state, query, bounded, PLENTY);
        }
        wrong += measure(state, query, bounded, memory + "MB");
      }
    }
    if (record != null) {
      Results.append(
          record,
          String.format(Locale.ROOT, "State larger than memory, %,d Nexmark events", events),
          commandLine(),
          "one run each",
          System.lineSeparator() + table);
    }
    return wrong == 0 ? 0 : 1;
  }

  /// @return 1 for a wrong answer
  private int measure(LargeState state, LargeQuery query, Answer bounded, String limit)
      throws Exception {
    state.set("memory_limit", "'" + limit + "'");
    Run run = state.run(query);
    Optional<String> difference = bounded.differenceTo(run.answer(), List.of());
    add(
        query.name().toLowerCase(Locale.ROOT),
        limit,
        String.format(Locale.ROOT, "%.1f", run.seconds()),
        Long.toString(run.epochs()),
        String.format(Locale.ROOT, "%,.0f", run.memoryBytes() / MEGA),
        String.format(Locale.ROOT, "%,.0f", run.fileBytes() / MEGA),
        difference.isEmpty() ? "equal" : "DIFFERENT");
    difference.ifPresent(text -> out().println("  " + text));
    return difference.isEmpty() ? 0 : 1;
  }

  private void add(Object... cells) {
    String line =
        String.format(Locale.ROOT, "| %-18s | %6s | %8s | %8s | %10s | %9s | %10s |%n", cells);
    table.append(line);
    out().print(line);
    out().flush();
  }
}
