package io.thalweg.exec.runtime.query;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.exec.operator.BlockingCalls;
import io.thalweg.exec.runtime.Executor;
import io.thalweg.exec.runtime.ExecutorConfig;
import io.thalweg.exec.runtime.QueryOptions;
import io.thalweg.exec.runtime.RunningQuery;
import io.thalweg.exec.runtime.RunningStream;
import io.thalweg.exec.runtime.SpillOptions;
import io.thalweg.exec.runtime.StreamOptions;
import io.thalweg.exec.runtime.stream.Durability;
import io.thalweg.exec.runtime.stream.Holds;
import io.thalweg.exec.runtime.stream.StreamShape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// Runs whole plans in this process. Thread-safe.
public final class LocalExecutor implements Executor {
  private final ExecutorConfig config;
  private final Compilers compilers;
  private final Set<QueryRun> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// @param config its scheduler is closed with the executor
  public LocalExecutor(ExecutorConfig config, Compilers compilers) {
    this.config = config;
    this.compilers = compilers;
  }

  @Override
  public RunningQuery start(PhysicalPlan plan, List<Literal> parameters, QueryOptions options) {
    return run(plan, parameters, options, Optional.empty());
  }

  @Override
  public RunningStream startStream(
      PhysicalPlan plan, List<Literal> parameters, QueryOptions options, StreamOptions stream) {
    return new StreamRun(run(plan, parameters, options, Optional.of(stream)));
  }

  private QueryRun run(
      PhysicalPlan plan,
      List<Literal> parameters,
      QueryOptions options,
      Optional<StreamOptions> stream) {
    requireOpen();
    PlanBinder binder = new PlanBinder(parameters);
    binder.check(plan);
    MemoryPool memory = config.memory().child("the query", options.memoryLimitBytes());
    CompletableFuture<QueryRun> self = new CompletableFuture<>();
    Holds holds = new Holds(() -> self.join().allStopped());
    // Held until the tasks are added, so that no early call can release the query.
    holds.take(1);
    BlockingCalls blocking = new HeldCalls(config.scheduler().blocking(), holds);
    QueryContext context =
        new QueryContext(
            config,
            compilers,
            options,
            memory,
            blocking,
            new RuntimeFilters(),
            new ScanCounters(),
            stream.map(wanted -> streamContext(plan, wanted, blocking, holds)),
            spill(options.spill()));
    QueryAssembly.Parts parts = new QueryAssembly(context, binder).assemble(plan);
    QueryRun query =
        new QueryRun(plan.schema(), context, parts, holds, () -> running.remove(self.join()));
    self.complete(query);
    running.add(query);
    query.start();
    holds.giveBack();
    if (closed) {
      query.cancel("the process is shutting down");
    }
    return query;
  }

  private Optional<QuerySpill> spill(SpillOptions options) {
    return config
        .spill()
        .filter(_ -> options.mode() != SpillOptions.Mode.OFF)
        .map(
            storage ->
                new QuerySpill(
                    storage.open(options.limitBytes()),
                    options.mode() == SpillOptions.Mode.ALWAYS));
  }

  private StreamContext streamContext(
      PhysicalPlan plan, StreamOptions options, BlockingCalls blocking, Holds holds) {
    StreamShape shape = new StreamShape(plan, config.tables(), options.restored());
    Durability durability = new Durability(options, blocking, holds, shape.readOnce());
    return new StreamContext(
        shape, new EpochCoordinator(options, config, durability), options.restored());
  }

  private void requireOpen() {
    if (closed) {
      throw new ThalwegException(
          ErrorCode.SHUTTING_DOWN, "the executor is closed; send the statement to another node");
    }
  }

  @Override
  public void close() {
    closed = true;
    for (QueryRun query : List.copyOf(running)) {
      query.cancel("the process is shutting down");
      query.close();
    }
    config.scheduler().close();
  }

  /// Blocking calls that keep their query from being released.
  private record HeldCalls(BlockingCalls calls, Holds holds) implements BlockingCalls {
    @Override
    public <T> CompletableFuture<T> start(Callable<T> call) {
      holds.take(1);
      CompletableFuture<T> result = calls.start(call);
      result.whenComplete((_, _) -> holds.giveBack());
      return result;
    }
  }
}
