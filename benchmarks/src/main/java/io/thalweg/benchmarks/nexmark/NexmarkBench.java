package io.thalweg.benchmarks.nexmark;

import io.thalweg.benchmarks.compare.Answer;
import io.thalweg.benchmarks.compare.BenchCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench nexmark`: compares the continuous answers at every epoch, then times the queries.
@Command(
    name = "nexmark",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the Nexmark queries q0 to q23 over generated events, or over topics of Kafka.",
      "First each continuous answer is compared with the bounded one at every epoch (from Kafka: at"
          + " the end), and that with DuckDB's where the query is of its dialect; then the queries"
          + " are timed, and beside them the source alone."
    })
public final class NexmarkBench extends BenchCommand {
  @Option(names = "--events", description = "Events (default ${DEFAULT-VALUE}).")
  private long events = 1_000_000;

  @Option(
      names = "--compare-events",
      description = "Events of the comparison at epochs (default: --events).")
  private @Nullable Long compareEvents;

  @Option(
      names = "--source",
      split = ",",
      description =
          "nexmark: generated; kafka: from topics of a broker that is started for it, as JSON"
              + " (default nexmark).")
  private List<Source> sources = List.of(Source.NEXMARK);

  @Option(names = "--epochs", description = "Epochs to compare at (default ${DEFAULT-VALUE}).")
  private int epochs = 10;

  @Option(
      names = "--parallelism",
      split = ",",
      description = "Compare and time with so many tasks each (default 1,2).")
  private List<Integer> parallelism = List.of(1, 2);

  @Option(names = "--queries", split = ",", description = "Numbers, such as 1,6; all by default.")
  private List<Integer> queries = List.of();

  @Option(names = "--compare-only", description = "Compare the answers and time nothing.")
  private boolean compareOnly;

  @Option(names = "--time-only", description = "Time the queries and compare nothing.")
  private boolean timeOnly;

  @Option(names = "--rounds", description = "Timed runs (default ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--record",
      description = "A file, such as benchmarks/RESULTS.md, to append the table to.")
  private @Nullable Path record;

  /// Where the events come from.
  enum Source {
    NEXMARK,
    KAFKA
  }

  private void print(String line) {
    out().println(line);
    out().flush();
  }

  private long comparedEvents() {
    return compareEvents == null ? events : compareEvents;
  }

  @Override
  public Integer call() throws Exception {
    long compared = comparedEvents();
    if (compared % epochs != 0) {
      print("the events that are compared have to be a multiple of --epochs");
      return 1;
    }
    List<NexmarkQuery> wanted =
        NexmarkQuery.all().stream()
            .filter(query -> queries.isEmpty() || queries.contains(query.number()))
            .toList();
    int wrong = timeOnly || !sources.contains(Source.NEXMARK) ? 0 : compare(wanted);
    if (!compareOnly || sources.contains(Source.KAFKA)) {
      wrong += race(wanted);
    }
    return wrong == 0 ? 0 : 1;
  }

  /// @return queries whose answers differ
  private int compare(List<NexmarkQuery> wanted) throws SQLException, IOException {
    int wrong = 0;
    int peers = 0;
    try (EpochCheck check = new EpochCheck(comparedEvents(), epochs);
        DuckPeer duckdb = new DuckPeer(comparedEvents())) {
      for (NexmarkQuery query : wanted) {
        List<String> differences = new ArrayList<>();
        for (int tasks : parallelism) {
          attempt(() -> check.check(query, tasks))
              .ifPresent(text -> differences.add("parallelism " + tasks + ": " + text));
        }
        Optional<Answer> theirs = Optional.empty();
        try {
          theirs = duckdb.answer(query);
          Optional<Answer> known = theirs;
          attempt(() -> known.flatMap(answer -> difference(check, query, answer)))
              .ifPresent(text -> differences.add("against DuckDB: " + text));
        } catch (SQLException e) {
          differences.add("DuckDB: " + e.getMessage());
        }
        peers += theirs.isPresent() ? 1 : 0;
        wrong += differences.isEmpty() ? 0 : 1;
        print(
            query.name()
                + (differences.isEmpty() ? " equal" : " DIFFERENT")
                + (theirs.isPresent() ? ", compared with DuckDB" : ", not of DuckDB's dialect"));
        differences.forEach(text -> print("  " + text));
      }
    }
    print(
        "%d of %d continuous answers equal the bounded ones at %d epochs, %d compared with DuckDB"
            .formatted(wanted.size() - wrong, wanted.size(), epochs, peers));
    return wrong;
  }

  private interface Comparison {
    Optional<String> run() throws SQLException;
  }

  /// A query that fails differs, too.
  private static Optional<String> attempt(Comparison comparison) {
    try {
      return comparison.run();
    } catch (SQLException e) {
      return Optional.of(e.getSQLState() + " " + e.getMessage());
    }
  }

  private Optional<String> difference(EpochCheck check, NexmarkQuery query, Answer theirs) {
    try {
      return check.bounded(query, comparedEvents()).differenceTo(theirs, List.of());
    } catch (SQLException e) {
      return Optional.of(e.getSQLState() + " " + e.getMessage());
    }
  }

  /// @return queries whose answers over the topics differ
  private int race(List<NexmarkQuery> wanted) throws Exception {
    Race race = new Race(wanted, parallelism, rounds, this::print);
    int wrong = 0;
    try (ThalwegEngine thalweg = new ThalwegEngine()) {
      List<StreamEngine> engines = List.of(thalweg);
      if (sources.contains(Source.KAFKA)) {
        print("filling topics with %,d events".formatted(events));
        try (EventTopics topics = new EventTopics(events)) {
          wrong = timeOnly ? 0 : race.compare(engines, topics.source(), thalweg::bounded);
          if (!compareOnly) {
            race.time(engines, topics.source());
          }
        }
      }
      if (!compareOnly && sources.contains(Source.NEXMARK)) {
        race.time(engines, new EventSource.Generated(events));
      }
    }
    if (!compareOnly) {
      show(race.table(events));
    }
    return wrong;
  }

  private void show(ThroughputTable table) throws IOException, InterruptedException {
    out().print(table.text());
    out().flush();
    if (record != null) {
      table.appendTo(record, commandLine());
    }
  }
}
