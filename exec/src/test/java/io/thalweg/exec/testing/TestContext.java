package io.thalweg.exec.testing;

import io.thalweg.core.connector.PredicateCompiler;
import io.thalweg.core.connector.RuntimeFilter;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.data.Column;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.exec.expression.CompiledExpression;
import io.thalweg.exec.operator.BlockingCalls;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.FileSinks;
import io.thalweg.exec.operator.KeyFilter;
import io.thalweg.exec.operator.RuntimeFilterRegistry;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.operator.TableResolver;
import io.thalweg.exec.operator.TaskContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// What the runtime lends to factories and operators, for tests of one operator.
public final class TestContext implements FactoryContext {
  private static final long MEMORY = 1L << 32;

  private final MemoryPool pool;
  private final int batchRows;
  private final Map<TableHandle, Table> tables;
  private final Map<Integer, KeyFilter> published = new ConcurrentHashMap<>();

  private Optional<NodeStream> stream = Optional.empty();
  private Optional<SpillSpace> spill = Optional.empty();

  public TestContext(int batchRows) {
    this(batchRows, MEMORY, Map.of());
  }

  public TestContext(int batchRows, long memoryBytes, Map<TableHandle, Table> tables) {
    this.pool = MemoryPool.root("test", memoryBytes);
    this.batchRows = batchRows;
    this.tables = tables;
  }

  /// The same context in a continuous plan that says this of the node.
  public TestContext continuous(NodeStream facts) {
    stream = Optional.of(facts);
    return this;
  }

  /// The same context with files for what memory has no room for.
  public TestContext spilling(SpillSpace space) {
    spill = Optional.of(space);
    return this;
  }

  @Override
  public Optional<SpillSpace> spill() {
    return spill;
  }

  @Override
  public Optional<NodeStream> stream() {
    return stream;
  }

  /// A context for task `task` of `parallelism`; [TaskContext#wakeAll] runs `wake`.
  public TaskContext task(int task, int parallelism, Runnable wake) {
    return new TaskContext() {
      @Override
      public int task() {
        return task;
      }

      @Override
      public int parallelism() {
        return parallelism;
      }

      @Override
      public int batchRows() {
        return batchRows;
      }

      @Override
      public MemoryReservation reserve(String owner) {
        return pool.reservation(owner);
      }

      @Override
      public void wakeAll() {
        wake.run();
      }
    };
  }

  /// The only task there is.
  public TaskContext task() {
    return task(0, 1, () -> {});
  }

  /// The filters that joins published, by id.
  public Map<Integer, KeyFilter> published() {
    return published;
  }

  @Override
  public CompiledExpression expression(Expression expression) {
    return NaiveExpressions.compile(expression);
  }

  @Override
  public PredicateCompiler predicates() {
    return NaiveExpressions::predicate;
  }

  @Override
  public RuntimeFilterRegistry runtimeFilters() {
    return new RuntimeFilterRegistry() {
      @Override
      public void publish(int filter, KeyFilter keys) {
        published.put(filter, keys);
      }

      @Override
      public RuntimeFilter target(int filter, int column) {
        return new PublishedFilter(filter, column);
      }
    };
  }

  @Override
  public TableResolver tables() {
    return handle -> {
      Table table = tables.get(handle);
      if (table == null) {
        throw new IllegalStateException("the test has no table " + handle);
      }
      return table;
    };
  }

  @Override
  public FileSinks fileSinks() {
    return target -> {
      throw new AssertionError("no file sinks in this test: " + target.path());
    };
  }

  /// Runs calls at once, in the calling thread.
  @Override
  public BlockingCalls blocking() {
    return TestContext::callNow;
  }

  static <T> CompletableFuture<T> callNow(Callable<T> call) {
    try {
      return CompletableFuture.completedFuture(call.call());
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public int batchRows() {
    return batchRows;
  }

  @Override
  public MemoryPool memory() {
    return pool;
  }

  private final class PublishedFilter implements RuntimeFilter {
    private final int filter;
    private final int column;

    private PublishedFilter(int filter, int column) {
      this.filter = filter;
      this.column = column;
    }

    @Override
    public int column() {
      return column;
    }

    @Override
    public boolean isReady() {
      return published.containsKey(filter);
    }

    @Override
    public boolean mayMatch(long min, long max) {
      KeyFilter keys = published.get(filter);
      return keys == null || keys.mayMatch(min, max);
    }

    @Override
    public int select(Column values, int[] rows, int count, int[] kept) {
      KeyFilter keys = published.get(filter);
      if (keys != null) {
        return keys.select(values, rows, count, kept);
      }
      System.arraycopy(rows, 0, kept, 0, count);
      return count;
    }
  }
}
