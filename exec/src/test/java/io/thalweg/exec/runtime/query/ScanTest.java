package io.thalweg.exec.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.HashJoin.RuntimeFilterSource;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.runtime.QueryOptions;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.RunningQuery;
import io.thalweg.exec.runtime.schedule.SingleThreadScheduler;
import io.thalweg.exec.testing.Plans;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.ScriptedTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Scans as whole queries: what readers may do to them.
final class ScanTest {
  private static final Schema SCHEMA = RandomRows.schema(SimpleType.BIGINT);
  private static final QueryOptions OPTIONS = new QueryOptions(Long.MAX_VALUE, 2, 16);

  private static ScriptedTable numbers(String name, int count) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    LongStream.range(0, count).forEach(i -> rows.add(List.of(i)));
    return new ScriptedTable(name, SCHEMA, rows, 25);
  }

  @Test
  void aReaderThatHasToWaitIsAskedAgainWhenItIsReady() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    ScriptedTable table = numbers("t", 100).behind(gate);
    Plans plans = new Plans();
    PhysicalPlan plan = plans.plan(plans.gather(plans.scan(table)));
    SingleThreadScheduler scheduler = new SingleThreadScheduler(1);
    try (TestExecutor executor = new TestExecutor(scheduler).with(table);
        RunningQuery query = executor.start(plan, OPTIONS)) {
      while (scheduler.runOne()) {
        // Until all tasks wait for the reader.
      }
      assertThat(query.next(Duration.ZERO)).isInstanceOf(ResultPoll.NotReady.class);
      gate.complete(null);
      assertThat(TestExecutor.batches(query).stream().mapToInt(b -> b.rowCount()).sum())
          .isEqualTo(100);
    }
  }

  @Test
  void anErrorOfAReaderNamesTheSplit() {
    ScriptedTable table = numbers("t", 100).failingIn(2, new IllegalStateException("off by one"));
    Plans plans = new Plans();
    PhysicalPlan plan = plans.plan(plans.scan(table));
    try (TestExecutor executor = TestExecutor.threads(2).with(table)) {
      assertThatThrownBy(() -> executor.rows(plan, OPTIONS))
          .hasMessageContaining("off by one")
          .hasMessageContaining("t#2")
          .hasMessageContaining("Scan #1");
    }
    assertThat(table.openReaders()).isZero();
  }

  @Test
  void splitsThatCannotBeListedEndTheQuery() {
    ScriptedTable table = numbers("t", 100).unlistable();
    Plans plans = new Plans();
    PhysicalPlan plan = plans.plan(plans.scan(table));
    try (TestExecutor executor = TestExecutor.threads(2).with(table)) {
      assertThatThrownBy(() -> executor.rows(plan, OPTIONS)).hasMessageContaining("t is gone");
    }
  }

  @Test
  void aLimitInTheScanStopsReading() {
    ScriptedTable table = numbers("t", 1000);
    Plans plans = new Plans();
    Scan scan =
        new Scan(
            plans.id(),
            table.handle(),
            List.of(0),
            List.of(),
            OptionalLong.of(40),
            List.of(),
            SCHEMA);
    try (TestExecutor executor = TestExecutor.seeded(1).with(table)) {
      assertThat(executor.rows(plans.plan(scan), OPTIONS)).hasSizeBetween(40, 100);
    }
    assertThat(table.rowsRead()).isLessThan(100);
    assertThat(table.openReaders()).isZero();
  }

  @Test
  void aScanBelowAJoinBeginsWhenTheOtherSideIsBuiltAndUsesItsKeys() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    ScriptedTable left = numbers("left", 1000);
    ScriptedTable right = numbers("right", 10).behind(gate);
    Plans plans = new Plans();
    int filter = plans.id();
    Scan probe = plans.scan(left, List.of(new Scan.RuntimeFilterTarget(filter, 0)));
    HashJoin join =
        new HashJoin(
            plans.id(),
            probe,
            plans.scan(right),
            JoinType.SEMI,
            List.of(0),
            List.of(0),
            List.of(false),
            Optional.empty(),
            List.of(new RuntimeFilterSource(filter, 0)),
            SCHEMA);
    SingleThreadScheduler scheduler = new SingleThreadScheduler(3);
    try (TestExecutor executor = new TestExecutor(scheduler).with(left, right);
        RunningQuery query = executor.start(plans.plan(join), OPTIONS)) {
      while (scheduler.runOne()) {
        // Until the build side waits for its reader.
      }
      assertThat(left.rowsRead()).isZero();
      gate.complete(null);
      assertThat(TestExecutor.batches(query).stream().mapToInt(b -> b.rowCount()).sum())
          .isEqualTo(10);
      assertThat(query.metrics().get(probe.id()).rows()).isLessThan(100);
    }
  }
}
