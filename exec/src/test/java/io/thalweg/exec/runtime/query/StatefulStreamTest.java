package io.thalweg.exec.runtime.query;

import io.thalweg.core.connector.Table;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.exec.runtime.EpochPolicy;
import io.thalweg.exec.runtime.QueryOptions;
import io.thalweg.exec.runtime.RunningStream;
import io.thalweg.exec.runtime.SpillOptions;
import io.thalweg.exec.runtime.StreamOptions;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogTable;
import io.thalweg.exec.testing.Plans;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.ScriptedTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Continuous queries of operators that keep state, as random plans over random changelogs.
final class StatefulStreamTest {
  private static final int PLANS = 480;
  private static final int EPOCHS = 6;
  private static final StreamOptions MARKS =
      StreamOptions.of("the job").withPolicy(EpochPolicy.MARKS);

  private static ChangelogTable stream(String name, long seed, int perEpoch, int splits) {
    Changelog changes =
        Changelog.random(
            seed, RandomRows.of(seed).withoutEdges(), RandomPlan.SCHEMA, EPOCHS, perEpoch);
    return new ChangelogTable(name, changes, splits);
  }

  private static ScriptedTable table(long seed) {
    return new ScriptedTable(
        "t", RandomPlan.SCHEMA, RandomRows.of(seed).withoutEdges().rows(RandomPlan.SCHEMA, 50), 20);
  }

  private static QueryOptions options(long seed) {
    int[] batchRows = {1, 7, 64, 2048};
    SpillOptions.Mode mode = seed % 5 < 2 ? SpillOptions.Mode.ALWAYS : SpillOptions.Mode.AUTO;
    return new QueryOptions(
        Long.MAX_VALUE,
        1 + (int) (seed % 4),
        batchRows[(int) (seed / 4 % batchRows.length)],
        new SpillOptions(mode, Long.MAX_VALUE));
  }

  @Test
  void everyEpochIsTheBoundedAnswerOverThePrefix() {
    for (long seed = 0; seed < PLANS; seed++) {
      ScriptedTable table = table(seed);
      List<Table> tables =
          List.of(stream("a", seed, 40, 1 + (int) (seed % 3)), stream("b", seed + 1, 9, 3), table);
      Plans plans = new Plans();
      List<Table> read = seed % 3 == 0 ? tables : tables.subList(0, 2);
      PlanNode root = RandomPlan.continuous(seed, plans, read).anyOrder((int) (seed % 6));
      PhysicalPlan plan = plans.streamPlan(root, handle -> !handle.equals(table.handle()));
      try (TestExecutor executor = TestExecutor.seeded(seed).with(tables.toArray(Table[]::new));
          RunningStream stream = executor.startStream(plan, options(seed), MARKS)) {
        PrefixCheck.check(stream, root, tables);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + root, e);
      }
    }
  }
}
