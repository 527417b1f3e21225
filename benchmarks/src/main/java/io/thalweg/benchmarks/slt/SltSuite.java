package io.thalweg.benchmarks.slt;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs many test files, several at a time, each in a schema and on a connection of its own.
final class SltSuite {
  private final Plan plan;
  private final Listener listener;
  private final AtomicInteger schemas = new AtomicInteger();

  /// @param url of the driver
  /// @param seconds that one statement may take
  /// @param threads how many files run at a time
  /// @param deadline when to stop, as System.nanoTime()
  record Plan(String url, SltSample sample, int seconds, int threads, long deadline) {}

  /// Hears of each file when it ends, one call at a time.
  interface Listener {
    /// @param complete false when the deadline cut the file off
    void ended(String file, SltTally tally, boolean complete, long millis) throws IOException;
  }

  SltSuite(Plan plan, Listener listener) {
    this.plan = plan;
    this.listener = listener;
  }

  /// Runs `files` and waits for them.
  void run(List<String> files) throws Exception {
    ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>(files);
    // The engine and its tables live as long as one connection does.
    try (Connection anchor = DriverManager.getConnection(plan.url());
        ExecutorService workers = Executors.newFixedThreadPool(plan.threads())) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < plan.threads(); i++) {
        running.add(workers.submit(() -> work(queue)));
      }
      for (Future<?> worker : running) {
        worker.get();
      }
      if (anchor.isClosed()) {
        throw new SQLException("the engine has closed its connections");
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private Void work(ConcurrentLinkedQueue<String> queue) throws Exception {
    for (String file = queue.poll(); file != null; file = queue.poll()) {
      if (System.nanoTime() - plan.deadline() > 0) {
        return null;
      }
      runFile(file);
    }
    return null;
  }

  private void runFile(String file) throws Exception {
    long start = System.nanoTime();
    String schema = "slt_" + schemas.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(plan.url());
        SltReader records = SltFiles.open(file)) {
      execute(connection, "CREATE SCHEMA " + schema);
      execute(connection, "USE " + schema);
      SltScript script = new SltScript(file, connection, plan.sample(), plan.seconds());
      boolean complete = script.run(records, plan.deadline());
      execute(connection, "DROP SCHEMA " + schema + " CASCADE");
      ended(file, script.tally(), complete, (System.nanoTime() - start) / 1_000_000);
    }
  }

  private synchronized void ended(String file, SltTally tally, boolean complete, long millis)
      throws IOException {
    listener.ended(file, tally, complete, millis);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
