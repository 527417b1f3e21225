package io.thalweg.benchmarks.memory;

import io.thalweg.benchmarks.memory.Held.Sample;
import io.thalweg.benchmarks.nexmark.NexmarkQuery;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.server.Engines;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.EngineConfig;
import io.thalweg.server.engine.RowStream;
import io.thalweg.server.engine.Session;
import io.thalweg.server.engine.StatementResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs continuous queries over Nexmark events, one at a time, and looks at what they hold. The
/// rows are taken as they come and dropped. Used by one thread.
final class HeldBytes implements AutoCloseable {
  private static final int MILLIS = 100;
  private static final double NANOS = 1e9;

  /// The source yields events as fast as the query takes them: as many a second at any time, about.
  private static final long EVERY_NANOS = 500_000_000;

  private final Engine engine;
  private final Session session;

  HeldBytes(long events, int parallelism) {
    this.engine = Engines.create(EngineConfig.ofMachine());
    this.session = engine.openSession("bench");
    session.execute("SET parallelism = " + parallelism);
    for (String table : List.of("person", "auction", "bid")) {
      session.execute(
          "CREATE OR REPLACE TABLE %s WITH (connector = 'nexmark', table = '%s', events = %d)"
              .formatted(table, table, events));
    }
  }

  /// Empty when the planner says that the query's state can only grow.
  Optional<Held> run(NexmarkQuery query) {
    try {
      session.execute("CREATE OR REPLACE VIEW held AS " + query.over(""));
      StatementResult result = session.execute("SELECT STREAM * FROM held");
      if (!(result instanceof StatementResult.Rows(RowStream rows))) {
        throw new IllegalStateException(query.name() + " yields no rows");
      }
      try (rows) {
        return Optional.of(read(query.name(), rows));
      }
    } catch (ThalwegException e) {
      if (e.code() == ErrorCode.UNBOUNDED_STATE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Held read(String name, RowStream rows) {
    List<Sample> taken = new ArrayList<>();
    long start = System.nanoTime();
    long looking = 0;
    long next = EVERY_NANOS;
    while (!(rows.poll(MILLIS) instanceof RowStream.Poll.Done)) {
      long before = System.nanoTime();
      if (before - start - looking >= next) {
        next += EVERY_NANOS;
        taken.add(new Sample(rows.progress().rows(), engine.memory().usedBytes(), heap()));
        looking += System.nanoTime() - before;
      }
    }
    return new Held(name, taken, (System.nanoTime() - start - looking) / NANOS);
  }

  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Override
  public void close() {
    session.close();
    engine.close();
  }
}
