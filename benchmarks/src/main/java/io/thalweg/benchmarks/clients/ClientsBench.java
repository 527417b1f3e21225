package io.thalweg.benchmarks.clients;

import io.thalweg.benchmarks.compare.Answer;
import io.thalweg.benchmarks.compare.BenchCommand;
import io.thalweg.benchmarks.tpch.TpchFiles;
import io.thalweg.benchmarks.tpch.TpchQuery;
import io.thalweg.server.ThalwegServer;
import io.thalweg.server.engine.EngineConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.driver.jdbc.ArrowFlightJdbcDriver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench clients`: a server and many connections of the official Flight SQL JDBC driver, which ask
/// the TPC-H queries in turn, each from another start. DuckDB says what is right.
@Command(
    name = "clients",
    mixinStandardHelpOptions = true,
    description = "Checks answers and memory while many JDBC clients query one server.")
public final class ClientsBench extends BenchCommand {
  private static final double SCALE = 0.01;
  private static final long SETTLE_MILLIS = 1_000;

  @Option(names = "--clients", description = "Connections (default ${DEFAULT-VALUE}).")
  private int clients = 64;

  @Option(names = "--seconds", description = "For how long (default ${DEFAULT-VALUE}).")
  private int seconds = 60;

  private final AtomicLong right = new AtomicLong();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

  @Override
  public Integer call() throws Exception {
    Path files = Files.createTempDirectory("thalweg-clients");
    try (ThalwegServer server = ThalwegServer.start(EngineConfig.ofMachine(), "127.0.0.1", 0)) {
      List<TpchQuery> queries = TpchQuery.all(SCALE);
      List<Answer> answers;
      try (Connection connection = connect(server);
          Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
        TpchFiles.write(connection, "tiny", files);
        TpchFiles.createViews(connection, files);
        TpchFiles.createViews(duckdb, files);
        answers = new ArrayList<>();
        for (TpchQuery query : queries) {
          answers.add(Answer.of(duckdb, query.sql()));
        }
      }
      run(server, queries, answers);
      Thread.sleep(SETTLE_MILLIS);
      long held = server.engine().memory().usedBytes();
      int running = server.engine().queries().all().size();
      failures.stream().limit(10).forEach(out()::println);
      out()
          .printf(
              "%,d right answers, %,d failures; %,d bytes and %d queries held at the end%n",
              right.get(), failures.size(), held, running);
      out().flush();
      return failures.isEmpty() && held == 0 && running == 0 && right.get() > 0 ? 0 : 1;
    } finally {
      deleteAll(files);
    }
  }

  private static void deleteAll(Path directory) throws java.io.IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  private static Connection connect(ThalwegServer server) throws SQLException {
    Properties plain = new Properties();
    plain.put("useEncryption", "false");
    return new ArrowFlightJdbcDriver()
        .connect("jdbc:arrow-flight-sql://127.0.0.1:" + server.port(), plain);
  }

  private void run(ThalwegServer server, List<TpchQuery> queries, List<Answer> answers)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        int first = i;
        threads.execute(() -> ask(server, queries, answers, first, end));
      }
      threads.shutdown();
      if (!threads.awaitTermination(seconds + 120L, TimeUnit.SECONDS)) {
        failures.add("clients still wait two minutes after the end");
        threads.shutdownNow();
      }
    }
  }

  private void ask(
      ThalwegServer server, List<TpchQuery> queries, List<Answer> answers, int first, long end) {
    try (Connection connection = connect(server)) {
      for (int i = first; System.nanoTime() < end; i++) {
        TpchQuery query = queries.get(i % queries.size());
        Optional<String> difference =
            Answer.of(connection, query.sql())
                .differenceTo(answers.get(i % queries.size()), query.ordered());
        if (difference.isPresent()) {
          failures.add(query.name() + ": " + difference.get());
        } else {
          right.incrementAndGet();
        }
      }
    } catch (SQLException e) {
      failures.add(String.valueOf(e.getMessage()));
    }
  }
}
