package io.thalweg.benchmarks.memory;

import io.thalweg.benchmarks.compare.BenchCommand;
import io.thalweg.benchmarks.compare.Results;
import io.thalweg.benchmarks.nexmark.NexmarkQuery;
import io.thalweg.core.error.ThalwegException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench memory`: whether the memory of queries whose state is bounded stays flat.
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    description = {
      "Runs every Nexmark query whose state is bounded, as the planner says, continuously over many"
          + " events, and looks 48 times, as many events apart, at what it has reserved and at the"
          + " heap behind a collection.",
      "Flat: the last quarter of the run holds no more than the third, give or take 25 %% and 4 MB of"
          + " state, 24 MB of heap. Fails when a query is not."
    })
public final class MemoryBench extends BenchCommand {
  @Option(names = "--events", description = "Events (default ${DEFAULT-VALUE}).")
  private long events = 50_000_000;

  @Option(names = "--queries", split = ",", description = "Numbers, such as 1,6; all by default.")
  private List<Integer> queries = List.of();

  @Option(
      names = "--rate",
      description =
          "Events a second by their own time (default ${DEFAULT-VALUE}): 50 million are almost six"
              + " days, so that states of a day come and go. Queries by the engine's clock get theirs"
              + " in 100 s.")
  private int rate = 100;

  @Option(
      names = "--epoch-events",
      description =
          "Events of an epoch (default ${DEFAULT-VALUE}): what comes in 200 ms when 500,000 come a"
              + " second.")
  private int epochEvents = 100_000;

  @Option(names = "--parallelism", description = "Tasks (default ${DEFAULT-VALUE}).")
  private int parallelism = 2;

  @Option(
      names = "--record",
      description = "A file, such as benchmarks/RESULTS.md, to append the table to.")
  private @Nullable Path record;

  @Override
  public Integer call() throws Exception {
    StringBuilder table = new StringBuilder(Held.header());
    List<String> unbounded = new ArrayList<>();
    int failed = 0;
    out().print(System.lineSeparator() + Held.header());
    try (HeldBytes bytes = new HeldBytes(events, rate, epochEvents, parallelism)) {
      for (NexmarkQuery query : NexmarkQuery.all()) {
        if (!queries.isEmpty() && !queries.contains(query.number())) {
          continue;
        }
        try {
          Optional<Held> held = bytes.run(query);
          if (held.isEmpty()) {
            unbounded.add(query.name());
            continue;
          }
          failed += held.get().isFlat() ? 0 : 1;
          table.append(held.get().line());
          print(held.get().line());
        } catch (ThalwegException e) {
          failed++;
          print(query.name() + ": " + e.getMessage() + System.lineSeparator());
        }
      }
    }
    String rest =
        unbounded.isEmpty() ? "" : "State can only grow: " + String.join(", ", unbounded) + ".";
    print(rest + System.lineSeparator());
    record(System.lineSeparator() + table + System.lineSeparator() + rest);
    return failed == 0 ? 0 : 1;
  }

  private void print(String text) {
    out().print(text);
    out().flush();
  }

  private void record(String text) throws IOException, InterruptedException {
    if (record != null) {
      Results.append(
          record,
          "Memory of Nexmark, %,d events".formatted(events),
          commandLine(),
          "MB: of state the most within each quarter of the run, of heap the median",
          text + System.lineSeparator());
    }
  }
}
