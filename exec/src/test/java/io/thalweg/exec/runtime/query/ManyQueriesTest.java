package io.thalweg.exec.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.thalweg.core.connector.Table;
import io.thalweg.core.plan.Limit;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.exec.naive.NaiveExecutor;
import io.thalweg.exec.runtime.QueryOptions;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.RunningQuery;
import io.thalweg.exec.testing.Plans;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.ScriptedTable;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Many queries on one executor, behind and beside each other.
final class ManyQueriesTest {
  private static final QueryOptions OPTIONS = new QueryOptions(Long.MAX_VALUE, 2, 64);

  private static ScriptedTable table(String name) {
    return new ScriptedTable(
        name, RandomPlan.SCHEMA, RandomRows.of(3).withoutEdges().rows(RandomPlan.SCHEMA, 200), 30);
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("thalweg-worker"))
        .collect(Collectors.toSet());
  }

  @Test
  void aThousandQueriesLeaveNothing() {
    Set<Thread> before = threads();
    ScriptedTable good = table("good");
    ScriptedTable bad = table("bad").failingIn(3);
    List<WeakReference<RunningQuery>> gone = new ArrayList<>();
    try (TestExecutor executor = TestExecutor.threads(2).with(good, bad)) {
      for (int i = 0; i < 1000; i++) {
        Plans plans = new Plans();
        List<ScriptedTable> tables = List.of(i % 3 == 0 ? bad : good);
        PhysicalPlan plan = plans.plan(new RandomPlan(i, plans, tables).anyOrder(2));
        RunningQuery query = executor.start(plan, OPTIONS);
        if (i % 5 > 0) {
          Throwable thrown = catchThrowable(() -> TestExecutor.batches(query));
          assertThat(thrown == null ? "" : thrown.getMessage()).doesNotContain("internal");
        }
        query.close();
        assertThat(executor.memory().usedBytes()).isZero();
        gone.add(new WeakReference<>(query));
      }
      assertThat(good.openReaders() + bad.openReaders()).isZero();
      System.gc();
      assertThat(gone.stream().filter(query -> query.get() != null)).hasSizeLessThan(20);
    }
    assertThat(threads()).isEqualTo(before);
  }

  @Test
  void queriesBesideEachOtherDoNotMix() throws Exception {
    ScriptedTable table = table("t");
    try (TestExecutor executor = TestExecutor.threads(2).with((Table) table);
        ExecutorService clients =
            java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int seed = i;
        Callable<Boolean> client =
            () -> {
              Plans plans = new Plans();
              PlanNode root = new RandomPlan(seed, plans, List.of(table)).anyOrder(3);
              List<List<@Nullable Object>> expected =
                  new NaiveExecutor(Map.of(table.handle(), table.rows())).rows(root);
              return Rows.sorted(executor.rows(plans.plan(root), OPTIONS))
                  .equals(Rows.sorted(expected));
            };
        answers.add(clients.submit(client));
      }
      for (Future<Boolean> answer : answers) {
        assertThat(answer.get()).isTrue();
      }
    }
  }

  @Test
  void anEndlessQueryDoesNotHoldUpOthers() {
    ScriptedTable table = table("t");
    ScriptedTable endless = table("endless").endless();
    try (TestExecutor executor = TestExecutor.threads(1).with(table, endless)) {
      Plans plans = new Plans();
      PhysicalPlan counting =
          plans.plan(
              new Limit(
                  plans.id(),
                  plans.gather(plans.scan(endless)),
                  Long.MAX_VALUE - 1,
                  Long.MAX_VALUE - 1));
      try (RunningQuery busy = executor.start(counting, OPTIONS)) {
        Plans other = new Plans();
        assertThat(executor.rows(other.plan(other.scan(table)), OPTIONS)).hasSize(200);
        assertThat(busy.poll()).isInstanceOf(ResultPoll.NotReady.class);
      }
    }
    assertThat(endless.openReaders()).isZero();
  }
}
