package io.thalweg.benchmarks.checkpoint;

import io.thalweg.exec.checkpoint.CheckpointInfo;
import io.thalweg.server.Engines;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.EngineConfig;
import io.thalweg.server.engine.Session;
import io.thalweg.server.engine.job.Job;
import io.thalweg.server.engine.job.JobState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A job with much state in an engine with a data directory. Its source yields as fast as the job
/// takes; checkpoints are made when asked for. Used by one thread, except [#epoch].
final class StateJob implements AutoCloseable {
  static final long EPOCH_MILLIS = 200;
  private static final String NAME = "flow";
  private static final int POLL_MILLIS = 2;

  /// What the job computes.
  enum Kind {
    /// Groups by auction, on most of which nobody bids any more.
    AGGREGATE(80),
    /// Joins bids with a large table, which is kept; as many of them find a row all along.
    JOIN(110);

    private final int bytesPerRow;

    Kind(int bytesPerRow) {
      this.bytesPerRow = bytesPerRow;
    }

    /// About so many bytes each row of state has, however few a checkpoint needs for it.
    int bytesPerRow() {
      return bytesPerRow;
    }
  }

  private final Engine engine;
  private final Job job;

  private StateJob(Engine engine) {
    this.engine = engine;
    this.job = engine.jobs().require(NAME);
  }

  /// Starts the job over so many rows of state, which are still to be read.
  static StateJob start(Kind kind, Path data, long rows) {
    Engine engine = Engines.create(EngineConfig.ofMachine().withData(data));
    try (Session session = engine.openSession("bench")) {
      for (String statement : statements(kind, rows)) {
        session.execute(statement);
      }
    }
    return new StateJob(engine);
  }

  private static List<String> statements(Kind kind, long rows) {
    String settings = "SET allow_unbounded_state = true";
    String bids =
        "CREATE TABLE bid WITH (connector = 'nexmark', table = 'bid', events = 900000000000)";
    return switch (kind) {
      case AGGREGATE ->
          List.of(
              settings,
              "SET checkpoint_interval = '24h'",
              bids,
              "CREATE TABLE old (id BIGINT, price BIGINT) WITH (connector = 'datagen', rows = "
                  + rows
                  + ", \"id.kind\" = 'sequence')",
              "CREATE TABLE nothing (auction BIGINT, bids BIGINT, google BIGINT, total BIGINT,"
                  + " most BIGINT, mean DOUBLE, characters BIGINT) WITH (connector = 'blackhole')",
              "CREATE JOB "
                  + NAME
                  + " AS INSERT INTO nothing SELECT auction, count(*),"
                  + " count(*) FILTER (WHERE channel = 'Google'), sum(price), max(price),"
                  + " avg(price), sum(length(url) + length(extra)) FROM (SELECT mod(auction, "
                  + rows
                  + ") AS auction, price, channel, url, extra FROM bid UNION ALL SELECT id, price,"
                  + " 'none', '', '' FROM old) AS bids GROUP BY auction");
      case JOIN ->
          List.of(
              settings,
              "SET checkpoint_interval = '24h'",
              bids,
              "CREATE TABLE nothing (auction BIGINT, price BIGINT, clerk VARCHAR, note VARCHAR)"
                  + " WITH (connector = 'blackhole')",
              "CREATE JOB "
                  + NAME
                  + " AS INSERT INTO nothing SELECT b.auction, b.price, o.o_clerk, o.o_comment FROM"
                  + " (SELECT mod(auction, "
                  + 4 * rows
                  + ") AS auction, price FROM bid) AS b JOIN tpch.sf10.orders AS o"
                  + " ON b.auction = o.o_orderkey WHERE o.o_orderkey <= "
                  + 4 * rows);
    };
  }

  /// Goes on from the data directory of a job that was closed; does not wait for its first epoch.
  static StateJob resume(Path data) {
    return new StateJob(Engines.create(EngineConfig.ofMachine().withData(data)));
  }

  /// The last epoch that has ended. Any thread.
  long epoch() {
    return job.status().epoch();
  }

  long rowsRead() {
    return job.status().rowsRead();
  }

  long stateBytes() {
    return job.status().stateBytes();
  }

  Optional<CheckpointInfo> lastCheckpoint() {
    return job.status().checkpoint();
  }

  /// The epoch of the last checkpoint that is stored: a job that is closed makes one.
  long storedEpoch() {
    return engine.jobs().checkpoints(job).getLast().epoch();
  }

  /// Makes a checkpoint; returns when it is complete.
  CheckpointInfo checkpoint() {
    job.checkpoint();
    return job.status().checkpoint().orElseThrow();
  }

  /// Waits until an epoch behind `epoch` has ended.
  void awaitEpochBehind(long epoch) throws InterruptedException {
    while (epoch() <= epoch) {
      if (job.status().state() == JobState.FAILED) {
        throw new IllegalStateException(job.status().error());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /// Ends the process's part in the job, as a shutdown does.
  @Override
  public void close() {
    engine.close();
  }
}
