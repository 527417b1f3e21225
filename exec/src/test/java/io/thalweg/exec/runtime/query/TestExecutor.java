package io.thalweg.exec.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.port.Clock;
import io.thalweg.exec.expression.CompiledProjection;
import io.thalweg.exec.operator.FileSinks;
import io.thalweg.exec.runtime.Executor;
import io.thalweg.exec.runtime.ExecutorConfig;
import io.thalweg.exec.runtime.QueryOptions;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.RunningQuery;
import io.thalweg.exec.runtime.RunningStream;
import io.thalweg.exec.runtime.SpillOptions;
import io.thalweg.exec.runtime.StreamOptions;
import io.thalweg.exec.runtime.schedule.Scheduler;
import io.thalweg.exec.runtime.schedule.SingleThreadScheduler;
import io.thalweg.exec.runtime.schedule.WorkerPool;
import io.thalweg.exec.testing.MemoryFiles;
import io.thalweg.exec.testing.NaiveExpressions;
import io.thalweg.exec.testing.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// An executor over tables of a test, with expressions evaluated a row at a time. Closing it checks
/// that no memory and no file is left.
final class TestExecutor implements AutoCloseable {
  static final SpillOptions NO_FILES = new SpillOptions(SpillOptions.Mode.OFF, Long.MAX_VALUE);
  static final SpillOptions ALL_IN_FILES =
      new SpillOptions(SpillOptions.Mode.ALWAYS, Long.MAX_VALUE);

  private static final Duration LONG = Duration.ofSeconds(60);

  private final MemoryPool memory = MemoryPool.root("the test", 1L << 32);
  private final Map<TableHandle, Table> tables = new ConcurrentHashMap<>();
  private final MemoryFiles files = new MemoryFiles();
  private final Executor executor;
  private FileSinks fileSinks =
      target -> {
        throw new AssertionError("no file sinks in this test: " + target.path());
      };

  TestExecutor(Scheduler scheduler) {
    this.executor =
        new LocalExecutor(
            new ExecutorConfig(
                scheduler,
                memory,
                Clock.SYSTEM,
                tables::get,
                target -> fileSinks.open(target),
                Optional.of(files)),
            new Compilers(TestExecutor::projection, NaiveExpressions::predicate));
  }

  private static CompiledProjection projection(List<Expression> expressions) {
    return batch ->
        expressions.stream()
            .map(expression -> NaiveExpressions.compile(expression).evaluate(batch))
            .toList();
  }

  static TestExecutor threads(int count) {
    return new TestExecutor(new WorkerPool(count));
  }

  static TestExecutor seeded(long seed) {
    return new TestExecutor(new SingleThreadScheduler(seed));
  }

  TestExecutor with(Table... added) {
    for (Table table : added) {
      tables.put(table.handle(), table);
    }
    return this;
  }

  TestExecutor writingTo(TableSink sink) {
    fileSinks = _ -> sink;
    return this;
  }

  /// Where state goes that memory has no room for.
  MemoryFiles files() {
    return files;
  }

  MemoryPool memory() {
    return memory;
  }

  RunningQuery start(PhysicalPlan plan, QueryOptions options, Literal... parameters) {
    return executor.start(plan, List.of(parameters), options);
  }

  RunningStream startStream(PhysicalPlan plan, QueryOptions options, StreamOptions stream) {
    return executor.startStream(plan, options, stream);
  }

  /// Runs to the end.
  List<List<@Nullable Object>> rows(
      PhysicalPlan plan, QueryOptions options, Literal... parameters) {
    try (RunningQuery query = start(plan, options, parameters)) {
      return Rows.of(plan.schema(), batches(query));
    }
  }

  /// All batches that are left.
  static List<Batch> batches(RunningQuery query) {
    List<Batch> batches = new ArrayList<>();
    while (true) {
      switch (query.next(LONG)) {
        case ResultPoll.Rows(Batch batch) -> batches.add(batch);
        case ResultPoll.EpochEnd _ -> throw new AssertionError("no epochs in bounded queries");
        case ResultPoll.NotReady _ -> throw new AssertionError("stuck");
        case ResultPoll.Finished _ -> {
          return batches;
        }
      }
    }
  }

  @Override
  public void close() {
    executor.close();
    assertThat(memory.usedBytes()).as("bytes left").isZero();
    assertThat(files.files()).as("files left").isZero();
  }
}
