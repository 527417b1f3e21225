package io.thalweg.exec.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.exec.naive.NaiveExecutor;
import io.thalweg.exec.runtime.QueryOptions;
import io.thalweg.exec.runtime.RunningQuery;
import io.thalweg.exec.runtime.schedule.SingleThreadScheduler;
import io.thalweg.exec.testing.Plans;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.ScriptedTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Any plan, under any interleaving, batch size and number of tasks, yields what the naive executor
/// does; cut off anywhere, it leaves nothing behind.
final class RandomPlanTest {
  private static final int PLANS = 150;

  private static List<ScriptedTable> tables() {
    return List.of(table("small", 11, 4), table("large", 400, 33), table("empty", 0, 1));
  }

  private static ScriptedTable table(String name, int rows, int splitRows) {
    return new ScriptedTable(
        name,
        RandomPlan.SCHEMA,
        RandomRows.of(rows).withoutEdges().rows(RandomPlan.SCHEMA, rows),
        splitRows);
  }

  private static QueryOptions options(long seed) {
    int[] batchRows = {1, 7, 64, 2048};
    return new QueryOptions(
        Long.MAX_VALUE, 1 + (int) (seed % 4), batchRows[(int) (seed / 4 % batchRows.length)]);
  }

  private static List<List<@Nullable Object>> expected(PlanNode root, List<ScriptedTable> tables) {
    Map<TableHandle, List<List<@Nullable Object>>> rows = new HashMap<>();
    tables.forEach(table -> rows.put(table.handle(), table.rows()));
    return Rows.canonical(new NaiveExecutor(rows).rows(root));
  }

  @Test
  void rowsAreThoseOfTheNaiveExecutor() {
    for (long seed = 0; seed < PLANS; seed++) {
      List<ScriptedTable> tables = tables();
      Plans plans = new Plans();
      PlanNode root = new RandomPlan(seed, plans, tables).anyOrder((int) (seed % 5));
      List<List<@Nullable Object>> expected = Rows.sorted(expected(root, tables));
      PhysicalPlan plan = plans.plan(root);
      try (TestExecutor executor = TestExecutor.seeded(seed).with(tables.toArray(Table[]::new))) {
        assertThat(Rows.sorted(executor.rows(plan, options(seed))))
            .as("seed %d", seed)
            .isEqualTo(expected);
        QueryOptions inFiles = options(seed).withSpill(TestExecutor.ALL_IN_FILES);
        assertThat(Rows.sorted(executor.rows(plan, inFiles)))
            .as("seed %d, all in files", seed)
            .isEqualTo(expected);
      }
      assertThat(tables).allSatisfy(table -> assertThat(table.openReaders()).isZero());
    }
  }

  @Test
  void orderedRowsComeInOrder() {
    for (long seed = 0; seed < PLANS; seed++) {
      List<ScriptedTable> tables = tables();
      Plans plans = new Plans();
      PlanNode root = new RandomPlan(seed, plans, tables).ordered((int) (seed % 4));
      List<List<@Nullable Object>> expected = expected(root, tables);
      PhysicalPlan plan = plans.plan(root);
      try (TestExecutor executor = TestExecutor.seeded(seed).with(tables.toArray(Table[]::new))) {
        assertThat(executor.rows(plan, options(seed))).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  @Test
  void threadsYieldTheSameRows() {
    List<ScriptedTable> tables = tables();
    try (TestExecutor executor = TestExecutor.threads(3).with(tables.toArray(Table[]::new))) {
      for (long seed = 0; seed < PLANS; seed++) {
        Plans plans = new Plans();
        PlanNode root = new RandomPlan(seed, plans, tables).anyOrder((int) (seed % 5));
        List<List<@Nullable Object>> expected = Rows.sorted(expected(root, tables));
        assertThat(Rows.sorted(executor.rows(plans.plan(root), options(seed))))
            .as("seed %d", seed)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void aQueryCanBeCancelledAfterAnyStep() {
    for (long seed = 0; seed < PLANS; seed++) {
      List<ScriptedTable> tables = tables();
      Plans plans = new Plans();
      PhysicalPlan plan = plans.plan(new RandomPlan(seed, plans, tables).anyOrder(3));
      SingleThreadScheduler scheduler = new SingleThreadScheduler(seed);
      try (TestExecutor executor = new TestExecutor(scheduler).with(tables.toArray(Table[]::new))) {
        QueryOptions options =
            seed % 2 == 0 ? options(seed) : options(seed).withSpill(TestExecutor.ALL_IN_FILES);
        RunningQuery query = executor.start(plan, options);
        for (int step = 0; step < seed; step++) {
          scheduler.runOne();
        }
        query.cancel("the test wants so");
        Throwable thrown = catchThrowable(query::poll);
        assertThat(thrown).isInstanceOf(ThalwegException.class);
        assertThat(((ThalwegException) thrown).code()).isEqualTo(ErrorCode.CANCELLED);
        query.close();
        assertThat(executor.memory().usedBytes()).as("seed %d", seed).isZero();
        assertThat(scheduler.runOne()).as("nothing left to run").isFalse();
      }
      assertThat(tables).allSatisfy(table -> assertThat(table.openReaders()).isZero());
    }
  }

  @Test
  void runningOutOfMemoryAnywhereLeavesNothingBehind() {
    int failed = 0;
    for (long seed = 0; seed < PLANS; seed++) {
      List<ScriptedTable> tables = tables();
      Plans plans = new Plans();
      PhysicalPlan plan = plans.plan(new RandomPlan(seed, plans, tables).anyOrder(4));
      try (TestExecutor executor = TestExecutor.seeded(seed).with(tables.toArray(Table[]::new))) {
        RunningQuery query = executor.start(plan, options(seed).withMemoryLimit(seed * 300));
        Throwable thrown = catchThrowable(() -> TestExecutor.batches(query));
        if (thrown != null) {
          failed++;
          assertThat(thrown).isInstanceOf(ThalwegException.class);
          assertThat(((ThalwegException) thrown).code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
        }
        query.close();
        assertThat(executor.memory().usedBytes()).as("seed %d", seed).isZero();
      }
      assertThat(tables).allSatisfy(table -> assertThat(table.openReaders()).isZero());
    }
    assertThat(failed).isBetween(1, PLANS - 1);
  }
}
