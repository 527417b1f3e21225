package io.thalweg.benchmarks.tpch;

import io.thalweg.benchmarks.compare.Answer;
import io.thalweg.benchmarks.compare.BenchCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench tpch`: Thalweg and, if asked, DuckDB over the same Parquet files in one process.
///
/// Answers are compared before anything is timed. Rounds alternate which engine goes first; a round
/// gives one pair of times per query.
@Command(
    name = "tpch",
    mixinStandardHelpOptions = true,
    description = "Runs TPC-H over Parquet files, against DuckDB with --peer duckdb.")
public final class TpchBench extends BenchCommand {
  @Option(names = "--sf", description = "Scale factor (default ${DEFAULT-VALUE}).")
  private double scale = 1;

  @Option(names = "--dir", description = "Where the files lie or are written.")
  private @Nullable Path directory;

  @Option(
      names = "--writer",
      description =
          "Who writes the files: thalweg or duckdb (default ${DEFAULT-VALUE}); each has a folder of"
              + " its own.")
  private TpchFiles.Writer writer = TpchFiles.Writer.DUCKDB;

  @Option(
      names = "--codec",
      description = "Of the files: snappy, zstd or uncompressed (default ${DEFAULT-VALUE}).")
  private TpchFiles.Codec codec = TpchFiles.Codec.SNAPPY;

  @Option(names = "--peer", description = "The engine to compare with: duckdb.")
  private @Nullable String peer;

  @Option(names = "--queries", split = ",", description = "Numbers, such as 1,6; all by default.")
  private List<Integer> queries = List.of();

  @Option(names = "--rounds", description = "Timed rounds (default ${DEFAULT-VALUE}).")
  private int rounds = 11;

  @Option(
      names = "--cache",
      description =
          "Our column cache: on or off (default ${DEFAULT-VALUE}); both gives two tables.")
  private String cache = "off";

  @Option(names = "--compare-only", description = "Compare the answers and time nothing.")
  private boolean compareOnly;

  @Option(
      names = "--memory",
      description =
          "The most memory that a query of ours, and DuckDB while it is timed, may have, such as"
              + " 64MB; all by default.")
  private @Nullable String memory;

  @Option(
      names = "--spill",
      description = "What our queries put into files: auto, off or always (default: auto).")
  private String spill = "auto";

  @Option(
      names = "--clients",
      split = ",",
      description =
          "Compare answers through embedded, driver (ours, over the network) and arrow (the"
              + " official driver); embedded by default, which alone is timed.")
  private List<String> clients = List.of("embedded");

  @Option(
      names = "--views",
      description =
          "Compare materialized views with the queries while the tables change, nothing else.")
  private boolean views;

  @Option(names = "--epochs", description = "Epochs of --views (default ${DEFAULT-VALUE}).")
  private int epochs = 20;

  @Option(names = "--seed", description = "Of the changes of --views (default ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--record",
      description = "A file, such as benchmarks/RESULTS.md, to append the table to.")
  private @Nullable Path record;

  @Override
  public Integer call() throws Exception {
    if (peer != null && !peer.equals("duckdb")) {
      out().println("there is no peer '" + peer + "'; write duckdb");
      return 1;
    }
    if (!Set.of("on", "off", "both").contains(cache)) {
      out().println("--cache is on, off or both, not '" + cache + "'");
      return 1;
    }
    if (views) {
      return compareViews() ? 0 : 1;
    }
    Path files = TpchFiles.folder(files("thalweg-tpch-sf"), writer, codec);
    try (Connection thalweg = DriverManager.getConnection("jdbc:thalweg:");
        Connection duckdb = peer == null ? null : DriverManager.getConnection("jdbc:duckdb:")) {
      out().println("files: " + files.toAbsolutePath());
      TpchFiles.write(thalweg, "sf" + schema(), files.toAbsolutePath(), writer, codec);
      TpchFiles.createViews(thalweg, files.toAbsolutePath());
      if (duckdb != null) {
        try (var statement = duckdb.createStatement()) {
          statement.execute("SET threads = " + Runtime.getRuntime().availableProcessors());
        }
        TpchFiles.createViews(duckdb, files.toAbsolutePath());
      }
      limit(thalweg);
      List<TpchQuery> wanted = wanted();
      Set<Integer> wrong = duckdb == null ? Set.of() : compare(wanted, files, duckdb);
      if (duckdb != null) {
        limitPeer(duckdb, files);
      }
      for (String setting : compareOnly ? List.<String>of() : caches()) {
        try (var statement = thalweg.createStatement()) {
          statement.execute("SET column_cache = '" + setting + "'");
        }
        RaceTable table = new RaceTable(title(setting), rounds);
        Race race = new Race(thalweg, duckdb, rounds);
        race.warm(wanted);
        for (TpchQuery query : wanted) {
          table.add(query.name(), race.of(query));
          out().println(query.name() + " done");
          out().flush();
        }
        out().print(table.text());
        out().flush();
        if (record != null) {
          table.appendTo(record, commandLine());
        }
      }
      return wrong.isEmpty() ? 0 : 1;
    }
  }

  private String title(String setting) {
    return "TPC-H SF %s, %s, column cache %s%s"
        .formatted(
            schema(),
            TpchFiles.describe(writer, codec),
            setting,
            memory == null ? "" : ", at most " + memory + " per query");
  }

  /// Lets the queries of a connection have as much memory as was asked for.
  private void limit(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SET spill = '" + spill + "'");
      if (memory != null) {
        statement.execute("SET memory_limit = '" + memory + "'");
      }
    }
  }

  /// The same for DuckDB, whose answers are compared before, with all memory.
  private void limitPeer(Connection duckdb, Path files) throws SQLException {
    if (memory != null) {
      try (var statement = duckdb.createStatement()) {
        statement.execute(
            "SET temp_directory = '" + files.resolveSibling("spill").toAbsolutePath() + "'");
        statement.execute("SET memory_limit = '" + memory + "'");
      }
    }
  }

  private Path files(String prefix) {
    return directory == null
        ? Path.of(System.getProperty("java.io.tmpdir"), prefix + schema())
        : directory;
  }

  private List<TpchQuery> wanted() {
    return TpchQuery.all(scale).stream()
        .filter(query -> queries.isEmpty() || queries.contains(query.number()))
        .toList();
  }

  /// @return whether all answers are equal
  private boolean compareViews() throws Exception {
    Path files = Files.createDirectories(files("thalweg-tpch-views-sf")).toAbsolutePath();
    List<TpchQuery> wanted = wanted();
    try (TpchViews compared =
        new TpchViews(wanted, "sf" + schema(), epochs, seed, out()::println)) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        int full = compared.epoch(epoch);
        out().println("epoch " + epoch + ": " + full + " of " + wanted.size() + " have rows");
        out().flush();
      }
      compared.compareWithDuckDb(files);
      out().println(compared.differences() + " differences");
      out().flush();
      return compared.differences() == 0;
    }
  }

  private List<String> caches() {
    return cache.equals("both") ? List.of("off", "on") : List.of(cache);
  }

  private String schema() {
    return scale == Math.rint(scale) ? Long.toString((long) scale) : Double.toString(scale);
  }

  /// @return the queries whose answers differ
  private Set<Integer> compare(List<TpchQuery> wanted, Path files, Connection duckdb)
      throws Exception {
    Map<Integer, Answer> expected = new HashMap<>();
    for (TpchQuery query : wanted) {
      expected.put(query.number(), Answer.of(duckdb, query.sql()));
    }
    Set<Integer> wrong = new TreeSet<>();
    try (TpchClients open = new TpchClients()) {
      for (String client : clients) {
        Connection connection = open.connect(client);
        TpchFiles.createViews(connection, files.toAbsolutePath());
        limit(connection);
        int equal = 0;
        for (TpchQuery query : wanted) {
          Answer own = Objects.requireNonNull(expected.get(query.number()));
          Optional<String> difference = difference(connection, query, own);
          if (difference.isPresent()) {
            wrong.add(query.number());
            out().println(client + ", " + query.name() + ": " + difference.get());
          } else {
            equal++;
          }
        }
        out().println(client + ": " + equal + " of " + wanted.size() + " answers equal DuckDB's");
        out().flush();
      }
    }
    return wrong;
  }

  /// What is different, an error included: the other queries are compared all the same.
  private static Optional<String> difference(
      Connection connection, TpchQuery query, Answer expected) throws Exception {
    try {
      return Answer.of(connection, query.sql()).differenceTo(expected, query.ordered());
    } catch (SQLException e) {
      return Optional.of("fails: " + e.getMessage());
    }
  }
}
