package io.thalweg.exec.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.expr.Parameter;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.Distribution.Broadcast;
import io.thalweg.core.plan.Distribution.Gather;
import io.thalweg.core.plan.Distribution.Hash;
import io.thalweg.core.plan.Distribution.RoundRobin;
import io.thalweg.core.plan.Filter;
import io.thalweg.core.plan.Limit;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Project;
import io.thalweg.core.plan.Sort;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.UnionAll;
import io.thalweg.core.plan.Values;
import io.thalweg.core.port.Clock;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.runtime.Executor;
import io.thalweg.exec.runtime.ExecutorConfig;
import io.thalweg.exec.runtime.Executors;
import io.thalweg.exec.runtime.QueryOptions;
import io.thalweg.exec.runtime.QueryProgress;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.RunningQuery;
import io.thalweg.exec.runtime.RunningStream;
import io.thalweg.exec.runtime.StreamOptions;
import io.thalweg.exec.runtime.schedule.Scheduler;
import io.thalweg.exec.runtime.schedule.SingleThreadScheduler;
import io.thalweg.exec.testing.Plans;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.ScriptedTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExecutorTest {
  private static final Schema PAIR =
      Schema.of(Field.required("k", SimpleType.BIGINT), Field.required("v", SimpleType.BIGINT));
  private static final QueryOptions SMALL = new QueryOptions(Long.MAX_VALUE, 3, 16);

  private static List<List<@Nullable Object>> pairs(int count) {
    return LongStream.range(0, count)
        .<List<@Nullable Object>>mapToObj(i -> List.of(i % 7, i))
        .toList();
  }

  private static ScriptedTable table(String name, int count) {
    return new ScriptedTable(name, PAIR, pairs(count), 50);
  }

  private static ColumnRef column(int index) {
    return new ColumnRef(index, SimpleType.BIGINT);
  }

  private static Filter keyIs(Plans plans, PlanNode input, Expression value) {
    return new Filter(
        plans.id(), input, new Call("eq", List.of(column(0), value), SimpleType.BOOLEAN));
  }

  private static Literal big(long value) {
    return new Literal(SimpleType.BIGINT, value);
  }

  /// SELECT k, sum(v) … GROUP BY k in two phases.
  private static PlanNode sums(Plans plans, PlanNode input) {
    Schema states =
        Schema.of(Field.required("k", SimpleType.BIGINT), Field.nullable("max", SimpleType.BIGINT));
    AggregateCall max =
        new AggregateCall(
            "max", List.of(1), List.of(), false, OptionalInt.empty(), List.of(), SimpleType.BIGINT);
    PlanNode partial =
        new Aggregate(
            plans.id(),
            input,
            List.of(0),
            List.of(List.of(0)),
            List.of(max),
            Aggregate.Phase.PARTIAL,
            OptionalInt.empty(),
            states);
    return new Aggregate(
        plans.id(),
        plans.exchange(partial, new Hash(List.of(0))),
        List.of(0),
        List.of(List.of(0)),
        List.of(max),
        Aggregate.Phase.FINAL,
        OptionalInt.empty(),
        states);
  }

  @Test
  void constantRowsComeOut() {
    Plans plans = new Plans();
    PhysicalPlan plan =
        plans.plan(
            new Values(
                plans.id(),
                List.of(
                    List.of(big(1), big(2)), List.of(new Parameter(0, SimpleType.BIGINT), big(4))),
                PAIR),
            SimpleType.BIGINT);
    try (TestExecutor executor = TestExecutor.threads(2)) {
      assertThat(executor.rows(plan, SMALL, big(3)))
          .isEqualTo(List.of(List.of(1L, 2L), List.of(3L, 4L)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aScanIsSharedByTasksAndFiltered(int tasks) {
    ScriptedTable table = table("t", 1000);
    Plans plans = new Plans();
    PhysicalPlan plan =
        plans.plan(
            new Project(
                plans.id(),
                plans.gather(keyIs(plans, plans.scan(table), big(3))),
                List.of(new Call("add", List.of(column(1), big(1)), SimpleType.BIGINT)),
                Schema.of(Field.required("w", SimpleType.BIGINT))));
    try (TestExecutor executor = TestExecutor.threads(2).with(table)) {
      List<List<@Nullable Object>> rows = executor.rows(plan, SMALL.withParallelism(tasks));
      assertThat(Rows.sorted(rows))
          .isEqualTo(
              Rows.sorted(
                  LongStream.range(0, 1000)
                      .filter(i -> i % 7 == 3)
                      .mapToObj(i -> List.of(i + 1))
                      .toList()));
    }
    assertThat(table.openReaders()).isZero();
    assertThat(table.rowsRead()).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void groupsAreCountedInTwoPhasesAndSortedByAMerge(long seed) {
    ScriptedTable table = table("t", 500);
    Plans plans = new Plans();
    List<SortKey> order = List.of(SortKey.ascending(0));
    PhysicalPlan plan =
        plans.plan(
            plans.exchange(
                new Sort(plans.id(), sums(plans, plans.scan(table)), order), new Gather(order)));
    List<List<Long>> expected =
        LongStream.range(0, 7)
            .mapToObj(
                k -> List.of(k, LongStream.range(0, 500).filter(i -> i % 7 == k).max().orElse(0)))
            .toList();
    try (TestExecutor executor = TestExecutor.seeded(seed).with(table)) {
      assertThat(executor.rows(plan, SMALL)).isEqualTo(expected);
    }
    try (TestExecutor executor = TestExecutor.threads(2).with(table)) {
      assertThat(executor.rows(plan, SMALL)).isEqualTo(expected);
    }
  }

  @Test
  void everyDistributionKeepsAllRows() {
    ScriptedTable table = table("t", 300);
    for (long seed = 0; seed < 20; seed++) {
      Plans plans = new Plans();
      PlanNode union =
          new UnionAll(
              plans.id(),
              List.of(
                  plans.exchange(plans.scan(table), new Hash(List.of(0))),
                  plans.exchange(plans.scan(table), new RoundRobin()),
                  plans.exchange(plans.scan(table), new Broadcast())),
              PAIR);
      List<List<@Nullable Object>> expected = new ArrayList<>();
      for (int i = 0; i < 2 + SMALL.parallelism(); i++) {
        expected.addAll(table.rows());
      }
      try (TestExecutor executor = TestExecutor.seeded(seed).with(table)) {
        assertThat(Rows.sorted(executor.rows(plans.plan(plans.gather(union)), SMALL)))
            .as("seed %d", seed)
            .isEqualTo(Rows.sorted(expected));
      }
    }
  }

  @Test
  void aReachedLimitStopsTheScan() {
    ScriptedTable table = table("t", 100).endless();
    Plans plans = new Plans();
    PhysicalPlan plan = plans.plan(new Limit(plans.id(), plans.gather(plans.scan(table)), 25, 10));
    try (TestExecutor executor = TestExecutor.threads(2).with(table)) {
      assertThat(executor.rows(plan, SMALL)).hasSize(25);
    }
    assertThat(table.openReaders()).isZero();
  }

  @Test
  void aSlowConsumerStopsTheScan() {
    ScriptedTable table = table("t", 100).endless();
    Plans plans = new Plans();
    PhysicalPlan plan = plans.plan(plans.gather(plans.scan(table)));
    Scheduler scheduler = new SingleThreadScheduler(1);
    try (TestExecutor executor = new TestExecutor(scheduler).with(table);
        RunningQuery query = executor.start(plan, SMALL)) {
      for (int i = 0; i < 20; i++) {
        assertThat(query.next(Duration.ZERO)).isInstanceOf(ResultPoll.Rows.class);
      }
      while (scheduler.runOne()) {
        // Runs until every task waits for room.
      }
      assertThat(table.rowsRead()).isLessThan(100 * 16);
    }
    assertThat(table.openReaders()).isZero();
  }

  @Test
  void anErrorInOneTaskEndsTheQueryWithThatError() {
    ScriptedTable table = table("t", 400).failingIn(5);
    Plans plans = new Plans();
    PhysicalPlan plan = plans.plan(plans.gather(sums(plans, plans.scan(table))));
    try (TestExecutor executor = TestExecutor.threads(2).with(table);
        RunningQuery query = executor.start(plan, SMALL)) {
      assertThatThrownBy(() -> TestExecutor.batches(query))
          .isInstanceOf(ThalwegException.class)
          .hasMessageContaining("the split is broken");
      assertThatThrownBy(query::poll).hasMessageContaining("the split is broken");
    }
    assertThat(table.openReaders()).isZero();
  }

  @Test
  void cancellingEndsAQueryThatWaitsForItsReader() {
    ScriptedTable table = table("t", 400).behind(new CompletableFuture<>());
    Plans plans = new Plans();
    PhysicalPlan plan = plans.plan(plans.gather(plans.scan(table)));
    try (TestExecutor executor = TestExecutor.threads(2).with(table);
        RunningQuery query = executor.start(plan, SMALL)) {
      assertThat(query.next(Duration.ofMillis(5))).isInstanceOf(ResultPoll.NotReady.class);
      query.cancel("enough");
      ThalwegException thrown = catchThrowableOfType(ThalwegException.class, query::poll);
      assertThat(thrown.code()).isEqualTo(ErrorCode.CANCELLED);
      assertThat(thrown).hasMessageContaining("enough");
    }
    assertThat(table.openReaders()).isZero();
  }

  @Test
  void theMemoryLimitNamesTheOperator() {
    ScriptedTable table = table("t", 5000);
    Plans plans = new Plans();
    Sort sort = new Sort(plans.id(), plans.scan(table), List.of(SortKey.ascending(1)));
    try (TestExecutor executor = TestExecutor.threads(2).with(table);
        RunningQuery query =
            executor.start(
                plans.plan(sort), SMALL.withMemoryLimit(20_000).withSpill(TestExecutor.NO_FILES))) {
      ThalwegException thrown =
          catchThrowableOfType(ThalwegException.class, () -> TestExecutor.batches(query));
      assertThat(thrown.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
      assertThat(thrown).hasMessageContaining("Sort #" + sort.id()).hasMessageContaining("20,000");
    }
  }

  @Test
  void metricsAndProgressCountRows() {
    ScriptedTable table = table("t", 700);
    Plans plans = new Plans();
    Filter filter = keyIs(plans, plans.scan(table), big(1));
    PhysicalPlan plan = plans.plan(plans.gather(filter));
    try (TestExecutor executor = TestExecutor.threads(2).with(table);
        RunningQuery query = executor.start(plan, SMALL)) {
      TestExecutor.batches(query);
      assertThat(query.metrics().get(filter.id()).rows()).isEqualTo(100);
      assertThat(query.metrics().get(filter.input().id()).rows()).isEqualTo(700);
      assertThat(query.progress()).isEqualTo(new QueryProgress(700, 1400, 14, 14, true));
    }
  }

  @Test
  void parametersHaveToFit() {
    Plans plans = new Plans();
    PhysicalPlan plan =
        plans.plan(
            new Values(plans.id(), List.of(List.of(big(1), big(2))), PAIR), SimpleType.BIGINT);
    try (TestExecutor executor = TestExecutor.seeded(1)) {
      assertThatThrownBy(() -> executor.start(plan, SMALL)).hasMessageContaining("1 parameters");
      assertThatThrownBy(() -> executor.start(plan, SMALL, new Literal(SimpleType.VARCHAR, "x")))
          .hasMessageContaining("parameter 1 is BIGINT");
    }
  }

  @Test
  void aClosedExecutorRefuses() {
    Plans plans = new Plans();
    PhysicalPlan plan = plans.plan(new Values(plans.id(), List.of(List.of(big(1), big(2))), PAIR));
    TestExecutor executor = TestExecutor.threads(1);
    executor.close();
    assertThatThrownBy(() -> executor.start(plan, SMALL))
        .hasMessageContaining("executor is closed");
  }

  @Test
  void theProductsExecutorEvaluatesExpressions() {
    Plans plans = new Plans();
    Values rows =
        new Values(plans.id(), List.of(List.of(big(1), big(2)), List.of(big(3), big(4))), PAIR);
    PhysicalPlan plan =
        plans.plan(
            new Project(
                plans.id(),
                keyIs(plans, rows, big(3)),
                List.of(new Call("add", List.of(column(1), big(1)), SimpleType.BIGINT)),
                Schema.of(Field.required("w", SimpleType.BIGINT))));
    ExecutorConfig config =
        new ExecutorConfig(
            Executors.workers(1),
            MemoryPool.root("the test", 1L << 20),
            Clock.SYSTEM,
            handle -> {
              throw new AssertionError("no table " + handle);
            },
            target -> {
              throw new AssertionError("no file " + target);
            });
    try (Executor executor = Executors.create(config);
        RunningQuery query = executor.start(plan, List.of(), SMALL)) {
      assertThat(Rows.of(plan.schema(), TestExecutor.batches(query)))
          .isEqualTo(List.of(List.of(5L)));
    }
  }

  @Test
  void aBoundedPlanIsAStreamOfOneEpoch() {
    ScriptedTable table = table("t", 40);
    Plans plans = new Plans();
    PhysicalPlan plan = plans.plan(plans.scan(table));
    try (TestExecutor executor = TestExecutor.seeded(1).with(table);
        RunningStream stream = executor.startStream(plan, SMALL, StreamOptions.of("the job"))) {
      int rows = 0;
      ResultPoll answer = stream.next(Duration.ofSeconds(1));
      while (answer instanceof ResultPoll.Rows(Batch batch)) {
        rows += batch.rowCount();
        answer = stream.next(Duration.ofSeconds(1));
      }
      assertThat(rows).isEqualTo(40);
      assertThat(answer)
          .isInstanceOfSatisfying(
              ResultPoll.EpochEnd.class, end -> assertThat(end.epoch()).isEqualTo(1));
      assertThat(stream.next(Duration.ofSeconds(1))).isInstanceOf(ResultPoll.Finished.class);
      assertThat(stream.status().epoch()).isEqualTo(1);
      assertThat(stream.status().rowsRead()).isEqualTo(40);
    }
  }
}
