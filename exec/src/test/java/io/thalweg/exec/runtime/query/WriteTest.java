package io.thalweg.exec.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.WriteFile;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.runtime.QueryOptions;
import io.thalweg.exec.runtime.RunningQuery;
import io.thalweg.exec.runtime.schedule.SingleThreadScheduler;
import io.thalweg.exec.testing.Plans;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.RecordingSink;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.ScriptedTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Statements that write, as whole queries.
final class WriteTest {
  private static final Schema SCHEMA = RandomRows.schema(SimpleType.BIGINT, SimpleType.VARCHAR);
  private static final Schema COUNT = Schema.of(Field.required("rows", SimpleType.BIGINT));
  private static final QueryOptions OPTIONS = new QueryOptions(Long.MAX_VALUE, 3, 16);

  private static ScriptedTable table(int rows) {
    return new ScriptedTable("t", SCHEMA, RandomRows.of(1).rows(SCHEMA, rows), 10);
  }

  private static PhysicalPlan write(Plans plans, PlanNode input) {
    return plans.plan(new WriteFile(plans.id(), input, "f", "csv", Map.of(), COUNT));
  }

  @Test
  void allTasksWriteAndOneCommits() {
    for (long seed = 0; seed < 30; seed++) {
      ScriptedTable table = table((int) seed * 7);
      RecordingSink sink = new RecordingSink(SCHEMA);
      Plans plans = new Plans();
      PhysicalPlan plan = write(plans, plans.scan(table));
      try (TestExecutor executor = TestExecutor.seeded(seed).with(table).writingTo(sink)) {
        assertThat(executor.rows(plan, OPTIONS)).isEqualTo(List.of(List.of(seed * 7)));
      }
      assertThat(Rows.sorted(sink.rows())).isEqualTo(Rows.sorted(table.rows()));
      assertThat(sink.commits()).isEqualTo(1);
      assertThat(sink.aborts()).isZero();
    }
  }

  @Test
  void threadsWriteTheSame() {
    ScriptedTable table = table(500);
    RecordingSink sink = new RecordingSink(SCHEMA);
    Plans plans = new Plans();
    PhysicalPlan plan = write(plans, plans.gather(plans.scan(table)));
    try (TestExecutor executor = TestExecutor.threads(3).with(table).writingTo(sink)) {
      assertThat(executor.rows(plan, OPTIONS)).isEqualTo(List.of(List.of(500L)));
    }
    assertThat(sink.rows()).hasSize(500);
  }

  @Test
  void anErrorWhileWritingAborts() {
    ScriptedTable table = table(500);
    RecordingSink sink = new RecordingSink(SCHEMA).failingAfter(100);
    Plans plans = new Plans();
    PhysicalPlan plan = write(plans, plans.scan(table));
    try (TestExecutor executor = TestExecutor.threads(2).with(table).writingTo(sink)) {
      assertThatThrownBy(() -> executor.rows(plan, OPTIONS)).hasMessageContaining("no space");
    }
    assertThat(sink.commits()).isZero();
    assertThat(sink.aborts()).isEqualTo(1);
  }

  @Test
  void anErrorWhileReadingAborts() {
    ScriptedTable table = table(500).failingIn(40);
    RecordingSink sink = new RecordingSink(SCHEMA);
    Plans plans = new Plans();
    PhysicalPlan plan = write(plans, plans.scan(table));
    try (TestExecutor executor = TestExecutor.threads(2).with(table).writingTo(sink)) {
      assertThatThrownBy(() -> executor.rows(plan, OPTIONS)).hasMessageContaining("is broken");
    }
    assertThat(sink.commits()).isZero();
    assertThat(sink.aborts()).isEqualTo(1);
  }

  @Test
  void aCancelledWriteCommitsOrAbortsButNeverBoth() {
    for (int steps = 0; steps < 150; steps++) {
      ScriptedTable table = table(100);
      RecordingSink sink = new RecordingSink(SCHEMA);
      Plans plans = new Plans();
      PhysicalPlan plan = write(plans, plans.scan(table));
      SingleThreadScheduler scheduler = new SingleThreadScheduler(steps);
      try (TestExecutor executor = new TestExecutor(scheduler).with(table).writingTo(sink);
          RunningQuery query = executor.start(plan, OPTIONS)) {
        for (int i = 0; i < steps; i++) {
          scheduler.runOne();
        }
        query.cancel("the test wants so");
      }
      assertThat(sink.commits() + sink.aborts()).as("after %d steps", steps).isEqualTo(1);
    }
  }
}
