package io.thalweg.exec.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.UnionAll;
import io.thalweg.core.port.Clock;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.checkpoint.CheckpointConfig;
import io.thalweg.exec.checkpoint.Checkpoints;
import io.thalweg.exec.checkpoint.Restored;
import io.thalweg.exec.checkpoint.StoredCheckpoints;
import io.thalweg.exec.naive.NaiveExecutor;
import io.thalweg.exec.runtime.EpochPolicy;
import io.thalweg.exec.runtime.QueryOptions;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.RunningStream;
import io.thalweg.exec.runtime.SpillOptions;
import io.thalweg.exec.runtime.StreamOptions;
import io.thalweg.exec.runtime.schedule.Scheduler;
import io.thalweg.exec.runtime.schedule.SingleThreadScheduler;
import io.thalweg.exec.runtime.schedule.WorkerPool;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogTable;
import io.thalweg.exec.testing.MemoryStore;
import io.thalweg.exec.testing.Plans;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.ScriptedTable;
import io.thalweg.exec.testing.TwoPhaseTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Continuous queries that are killed at any moment and go on from their last checkpoint: what they
/// write is there once.
final class StreamRestoreTest {
  private static final int RUNS = 80;
  private static final int EPOCHS = 8;
  private static final Schema COUNT = Schema.of(Field.required("rows", SimpleType.BIGINT));
  private static final StreamOptions OPTIONS =
      StreamOptions.of("the job")
          .withPolicy(EpochPolicy.MARKS)
          .withEpochInterval(Duration.ofSeconds(1))
          .withCheckpointInterval(Duration.ofSeconds(2));

  private final MemoryStore store = new MemoryStore();
  private int kills;

  private static ChangelogTable changes(long seed) {
    return new ChangelogTable(
        "a",
        Changelog.random(seed, RandomRows.of(seed).withoutEdges(), RandomPlan.SCHEMA, EPOCHS, 25),
        1 + (int) (seed % 5));
  }

  private static ScriptedTable table(long seed) {
    return new ScriptedTable(
        "t", RandomPlan.SCHEMA, RandomRows.of(seed).withoutEdges().rows(RandomPlan.SCHEMA, 60), 7);
  }

  /// The changes, and every row of a table that is read once.
  private static PlanNode rows(long seed, Plans plans, Table changes, Table table) {
    return new UnionAll(
        plans.id(),
        List.of(
            new RandomStreamPlan(seed, plans, List.of(changes)).root((int) (seed % 4)),
            new RandomStreamPlan(seed, plans, List.of(table)).root((int) (seed % 3))),
        RandomPlan.SCHEMA);
  }

  private Checkpoints checkpoints(Scheduler scheduler) {
    return StoredCheckpoints.open(
        new CheckpointConfig(
            store,
            "checkpoints/job",
            1,
            scheduler.blocking(),
            MemoryPool.root("checkpoints", Long.MAX_VALUE),
            Clock.SYSTEM,
            new CheckpointConfig.Policy(3, 2, 1 << 16)));
  }

  private static QueryOptions options(Random random) {
    SpillOptions.Mode mode =
        random.nextInt(3) == 0 ? SpillOptions.Mode.ALWAYS : SpillOptions.Mode.AUTO;
    return new QueryOptions(
        Long.MAX_VALUE,
        1 + random.nextInt(4),
        1 + random.nextInt(20),
        new SpillOptions(mode, Long.MAX_VALUE));
  }

  /// Runs on from the last checkpoint, for at most so many steps; then the process dies, or closes
  /// the query.
  ///
  /// @return whether the query came to its end before
  private boolean run(PhysicalPlan plan, List<Table> tables, Random random, int steps) {
    SingleThreadScheduler scheduler = new SingleThreadScheduler(random.nextLong());
    Checkpoints line = checkpoints(scheduler);
    Optional<Restored> from = line.latest();
    StreamOptions options = OPTIONS.withCheckpoints(line);
    StreamOptions started = from.map(options::withRestored).orElse(options);
    // When it is not closed: nothing of it runs any more once nobody runs its steps.
    TestExecutor executor = new TestExecutor(scheduler).with(tables.toArray(Table[]::new));
    RunningStream stream = executor.startStream(plan, options(random), started);
    for (int step = 0; step < steps; step++) {
      if (stream.poll() instanceof ResultPoll.Finished) {
        stream.close();
        executor.close();
        return true;
      }
      assertThat(scheduler.runOne()).as("something can run").isTrue();
    }
    if (random.nextBoolean()) {
      stream.close();
      executor.close();
    }
    kills++;
    return false;
  }

  private static List<List<@Nullable Object>> expected(
      PlanNode rows, ChangelogTable changes, ScriptedTable table) {
    Map<TableHandle, List<List<@Nullable Object>>> all =
        Map.of(
            changes.handle(), changes.changes().accumulated(EPOCHS), table.handle(), table.rows());
    return Rows.sorted(new NaiveExecutor(all).rows(rows));
  }

  /// Kills the writing of `rows` until it comes to its end, and then once more runs it.
  private void writeUnderKills(
      long seed, Plans plans, PlanNode rows, ChangelogTable changes, ScriptedTable table) {
    Random random = new Random(seed);
    store.clear();
    TwoPhaseTable target = new TwoPhaseTable("target", RandomPlan.SCHEMA, true);
    PhysicalPlan plan =
        plans.streamPlan(
            new Modify(plans.id(), rows, target.handle(), false, COUNT),
            handle -> !handle.equals(table.handle()));
    List<Table> tables = List.of(changes, table, target);
    int runs = 0;
    while (!run(plan, tables, random, 20 + random.nextInt(40 * ++runs))) {
      assertThat(runs).isLessThan(1000);
    }
    assertThat(Rows.sorted(target.rows()))
        .as("seed %d after %d kills", seed, runs)
        .isEqualTo(expected(rows, changes, table));
    assertThat(run(plan, tables, random, 100_000)).as("runs after its end").isTrue();
    assertThat(Rows.sorted(target.rows())).isEqualTo(expected(rows, changes, table));
  }

  @Test
  void whatIsWrittenIsThereOnceAfterAnyKills() {
    for (long seed = 0; seed < RUNS; seed++) {
      ChangelogTable changes = changes(seed);
      ScriptedTable table = table(seed);
      Plans plans = new Plans();
      writeUnderKills(seed, plans, rows(seed, plans, changes, table), changes, table);
    }
    assertThat(kills).isGreaterThan(RUNS);
  }

  @Test
  void operatorsThatKeepStateGoOnFromTheirCheckpoints() {
    for (long seed = 0; seed < RUNS; seed++) {
      ChangelogTable changes = changes(seed);
      ScriptedTable table = table(seed);
      Plans plans = new Plans();
      PlanNode rows =
          RandomPlan.continuous(seed, plans, List.of(changes, table)).anyOrder((int) (seed % 5));
      writeUnderKills(seed, plans, rows, changes, table);
    }
    assertThat(kills).isGreaterThan(RUNS);
  }

  /// Runs on from the last checkpoint in threads, and is closed after it has answered so often.
  ///
  /// @return whether the query came to its end before
  private boolean runInThreads(
      PhysicalPlan plan, List<Table> tables, Random random, int answers, EpochPolicy policy) {
    Scheduler scheduler = new WorkerPool(3);
    Checkpoints line = checkpoints(scheduler);
    Optional<Restored> from = line.latest();
    StreamOptions options =
        OPTIONS
            .withPolicy(policy)
            .withEpochInterval(Duration.ofMillis(2))
            .withCheckpointInterval(Duration.ofMillis(4))
            .withCheckpoints(line);
    StreamOptions started = from.map(options::withRestored).orElse(options);
    try (TestExecutor executor = new TestExecutor(scheduler).with(tables.toArray(Table[]::new));
        RunningStream stream = executor.startStream(plan, options(random), started)) {
      for (int i = 0; i < answers; i++) {
        if (stream.next(Duration.ofSeconds(60)) instanceof ResultPoll.Finished) {
          return true;
        }
      }
    }
    kills++;
    return false;
  }

  @Test
  void threadsGoOnFromTheirCheckpointsToo() {
    for (long seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      store.clear();
      EpochPolicy policy = seed % 2 == 0 ? EpochPolicy.MARKS : EpochPolicy.INTERVAL;
      ChangelogTable changes =
          policy == EpochPolicy.MARKS
              ? changes(seed)
              : new ChangelogTable("a", changes(seed).changes(), 1).whole();
      ScriptedTable table = table(seed);
      TwoPhaseTable target = new TwoPhaseTable("target", RandomPlan.SCHEMA, true);
      Plans plans = new Plans();
      PlanNode rows =
          RandomPlan.continuous(seed, plans, List.of(changes, table)).anyOrder((int) (seed % 5));
      PhysicalPlan plan =
          plans.streamPlan(
              new Modify(plans.id(), rows, target.handle(), false, COUNT),
              handle -> !handle.equals(table.handle()));
      List<Table> tables = List.of(changes, table, target);
      while (!runInThreads(plan, tables, random, 1 + random.nextInt(4), policy)) {
        assertThat(kills).isLessThan(100 * RUNS);
      }
      assertThat(Rows.sorted(target.rows()))
          .as("seed %d", seed)
          .isEqualTo(expected(rows, changes, table));
    }
    assertThat(kills).isPositive();
  }

  @Test
  void aStoreThatRefusesForAWhileIsTriedAgain() {
    for (long seed = 0; seed < 20; seed++) {
      store.clear();
      ChangelogTable changes = changes(seed);
      TwoPhaseTable target = new TwoPhaseTable("target", RandomPlan.SCHEMA, true);
      Plans plans = new Plans();
      PlanNode rows = plans.scan(changes);
      PhysicalPlan plan =
          plans.streamPlan(new Modify(plans.id(), rows, target.handle(), false, COUNT));
      SingleThreadScheduler scheduler = new SingleThreadScheduler(seed);
      Checkpoints line = checkpoints(scheduler);
      store.refuseNext(2);
      int failures = 0;
      try (TestExecutor executor = new TestExecutor(scheduler).with(changes, target);
          RunningStream stream =
              executor.startStream(
                  plan, new QueryOptions(Long.MAX_VALUE, 2, 7), OPTIONS.withCheckpoints(line))) {
        while (!(stream.next(Duration.ofSeconds(60)) instanceof ResultPoll.Finished)) {
          failures += stream.status().checkpointFailure().isPresent() ? 1 : 0;
        }
        assertThat(stream.status().checkpointFailure()).isEmpty();
        assertThat(stream.status().lastCheckpoint()).isPresent();
      }
      assertThat(failures).as("seed %d", seed).isPositive();
      assertThat(Rows.sorted(target.rows()))
          .isEqualTo(Rows.sorted(changes.changes().accumulated(EPOCHS)));
    }
  }

  @Test
  void aStoreThatRefusesTheLastCheckpointFailsTheQuery() {
    ChangelogTable changes = changes(1);
    TwoPhaseTable target = new TwoPhaseTable("target", RandomPlan.SCHEMA, true);
    Plans plans = new Plans();
    PhysicalPlan plan =
        plans.streamPlan(
            new Modify(plans.id(), plans.scan(changes), target.handle(), false, COUNT));
    SingleThreadScheduler scheduler = new SingleThreadScheduler(1);
    Checkpoints line = checkpoints(scheduler);
    store.refuseNext(1000);
    try (TestExecutor executor = new TestExecutor(scheduler).with(changes, target);
        RunningStream stream =
            executor.startStream(
                plan, new QueryOptions(Long.MAX_VALUE, 2, 7), OPTIONS.withCheckpoints(line))) {
      assertThatThrownBy(
              () -> {
                while (!(stream.next(Duration.ofSeconds(60)) instanceof ResultPoll.Finished)) {
                  assertThat(target.commits()).isZero();
                }
              })
          .hasMessageContaining("the store is full");
    }
    store.refuseNext(0);
    assertThat(target.rows()).isEmpty();
    assertThat(run(plan, List.of(changes, target), new Random(1), 100_000)).isTrue();
    assertThat(Rows.sorted(target.rows()))
        .isEqualTo(Rows.sorted(changes.changes().accumulated(EPOCHS)));
  }

  @Test
  void aCheckpointIsMadeOnRequest() {
    ChangelogTable changes = new ChangelogTable("a", changes(1).changes(), 2).live();
    Plans plans = new Plans();
    PhysicalPlan plan = plans.streamPlan(plans.scan(changes));
    SingleThreadScheduler scheduler = new SingleThreadScheduler(1);
    StreamOptions options =
        StreamOptions.of("the job")
            .withPolicy(EpochPolicy.MANUAL)
            .withCheckpointInterval(Duration.ZERO)
            .withCheckpoints(checkpoints(scheduler));
    try (TestExecutor executor = new TestExecutor(scheduler).with(changes);
        RunningStream stream =
            executor.startStream(plan, new QueryOptions(Long.MAX_VALUE, 2, 7), options)) {
      for (int epoch = 1; epoch <= 4; epoch++) {
        stream.trigger(epoch % 2 == 0);
        assertThat(stream.next(Duration.ofSeconds(60))).isInstanceOf(ResultPoll.EpochEnd.class);
        assertThat(stream.next(Duration.ZERO)).isInstanceOf(ResultPoll.NotReady.class);
        assertThat(stream.status().epoch()).isEqualTo(epoch);
        assertThat(stream.status().lastCheckpoint().map(info -> info.epoch()).orElse(0L))
            .isEqualTo(epoch / 2 * 2);
      }
    }
  }
}
