package io.thalweg.benchmarks.memory;

import io.thalweg.benchmarks.memory.Held.Sample;
import io.thalweg.benchmarks.nexmark.NexmarkQuery;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import io.thalweg.server.Engines;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.EngineConfig;
import io.thalweg.server.engine.Session;
import io.thalweg.server.engine.job.Job;
import io.thalweg.server.engine.job.JobState;
import io.thalweg.server.engine.job.JobStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Runs continuous queries over Nexmark events, one at a time, and looks at what they hold. The
/// rows go to a table that keeps nothing. Used by one thread, which watches while another waits for
/// the statement that creates the job.
///
/// Epochs are of equally many events, whatever the machine does meanwhile: a query also holds what
/// the epoch has brought so far, and an epoch of a fixed time brings as much as the machine is
/// fast.
///
/// Windows of the engine's clock end only as it goes on, so queries with such windows get their
/// events by that clock too, however fast they could read them.
final class HeldBytes implements AutoCloseable {
  private static final int MILLIS = 2;
  private static final double NANOS = 1e9;

  /// Looks in a run, as many epochs apart each.
  private static final int LOOKS = 48;

  /// How long events by the clock take: two windows of Nexmark's 10 s in each quarter of a run.
  private static final int PACED_SECONDS = 100;

  private final long epochs;
  private final Engine engine;
  private final Session session;
  private final ExecutorService creation = Executors.newVirtualThreadPerTaskExecutor();

  /// @param rate events a second, by their own time
  /// @param epochEvents events of an epoch
  HeldBytes(long events, int rate, int epochEvents, int parallelism) {
    this.epochs = Math.ceilDiv(events, epochEvents);
    this.engine = Engines.create(EngineConfig.ofMachine());
    this.session = engine.openSession("bench");
    session.execute("SET parallelism = " + parallelism);
    session.execute("SET epoch_interval = 'marks'");
    createTables("", events, epochEvents, "rate = " + rate);
    createTables(
        "paced_",
        events,
        epochEvents,
        "paced = true, start_time = 'now', rate = " + Math.ceilDiv(events, PACED_SECONDS));
  }

  private void createTables(String prefix, long events, int epochEvents, String options) {
    for (String table : List.of("person", "auction", "bid")) {
      session.execute(
          "CREATE OR REPLACE TABLE %s%s WITH (connector = 'nexmark', table = '%s',"
                  .formatted(prefix, table, table)
              + " events = %d, epoch_events = %d, %s)".formatted(events, epochEvents, options));
    }
  }

  /// Empty when the planner says that the query's state can only grow.
  Optional<Held> run(NexmarkQuery query) throws InterruptedException {
    session.execute(
        "CREATE OR REPLACE VIEW held AS " + query.over(query.readsClock() ? "paced_" : ""));
    session.execute(
        "CREATE OR REPLACE TABLE nothing ("
            + columns(session.prepare("SELECT * FROM held").resultSchema().orElseThrow())
            + ") WITH (connector = 'blackhole')");
    Future<?> created =
        creation.submit(
            () -> session.execute("CREATE JOB held_job AS INSERT INTO nothing SELECT * FROM held"));
    Optional<Job> job = began(created);
    if (job.isEmpty()) {
      return Optional.empty();
    }
    Held held = watch(query.name(), job.get());
    await(created);
    session.execute("DROP JOB held_job");
    return Optional.of(held);
  }

  /// The job as soon as it is there: its statement ends only when the job has caught up, and by
  /// then it may have read everything.
  ///
  /// @return empty when the planner says that the query's state can only grow
  private Optional<Job> began(Future<?> created) throws InterruptedException {
    while (!created.isDone()) {
      Optional<Job> job = engine.jobs().find("held_job");
      if (job.isPresent()) {
        return job;
      }
      Thread.sleep(MILLIS);
    }
    try {
      await(created);
    } catch (ThalwegException e) {
      if (e.code() == ErrorCode.UNBOUNDED_STATE) {
        return Optional.empty();
      }
      throw e;
    }
    return Optional.of(engine.jobs().require("held_job"));
  }

  private static void await(Future<?> statement) throws InterruptedException {
    try {
      statement.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ThalwegException cause ? cause : new IllegalStateException(e);
    }
  }

  private static String columns(Schema schema) {
    return IntStream.range(0, schema.size())
        .mapToObj(i -> "c" + i + " " + schema.type(i).sql())
        .collect(Collectors.joining(", "));
  }

  private Held watch(String name, Job job) throws InterruptedException {
    List<Sample> taken = new ArrayList<>();
    long start = System.nanoTime();
    long looking = 0;
    JobStatus status = job.status();
    while (status.state() == JobState.RUNNING || status.state() == JobState.STARTING) {
      Thread.sleep(MILLIS);
      status = job.status();
      if (status.epoch() * LOOKS >= epochs * (taken.size() + 1)
          && status.state() == JobState.RUNNING) {
        long before = System.nanoTime();
        taken.add(new Sample(status.rowsRead(), status.stateBytes(), heap()));
        looking += System.nanoTime() - before;
      }
    }
    if (status.state() != JobState.FINISHED) {
      throw new ThalwegException(ErrorCode.INTERNAL_ERROR, name + " ended: " + status.error());
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
    creation.close();
    session.close();
    engine.close();
  }
}
