package io.thalweg.exec.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.thalweg.core.connector.Table;
import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.UnionAll;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.runtime.EpochPolicy;
import io.thalweg.exec.runtime.QueryOptions;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.RunningStream;
import io.thalweg.exec.runtime.StreamOptions;
import io.thalweg.exec.runtime.schedule.SingleThreadScheduler;
import io.thalweg.exec.testing.Accumulated;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogTable;
import io.thalweg.exec.testing.Plans;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.ScriptedTable;
import io.thalweg.exec.testing.TwoPhaseTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Continuous queries of linear operators: at every epoch what has come out in all is the answer to
/// the bounded query over what has gone in.
final class StreamRunTest {
  private static final int PLANS = 120;
  private static final int EPOCHS = 6;
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final StreamOptions MARKS =
      StreamOptions.of("the job").withPolicy(EpochPolicy.MARKS);
  private static final StreamOptions MANUAL =
      StreamOptions.of("the job").withPolicy(EpochPolicy.MANUAL);

  private static Changelog changelog(long seed, int perEpoch) {
    return Changelog.random(
        seed, RandomRows.of(seed).withoutEdges(), RandomPlan.SCHEMA, EPOCHS, perEpoch);
  }

  private static List<ChangelogTable> streams(long seed) {
    return List.of(
        new ChangelogTable("a", changelog(seed, 40), 1 + (int) (seed % 3)),
        new ChangelogTable("b", changelog(seed + 1, 9), 3));
  }

  private static QueryOptions options(long seed) {
    int[] batchRows = {1, 7, 64, 2048};
    return new QueryOptions(
        Long.MAX_VALUE, 1 + (int) (seed % 4), batchRows[(int) (seed / 4 % batchRows.length)]);
  }

  @Test
  void everyEpochIsTheBoundedAnswerOverThePrefix() {
    for (long seed = 0; seed < PLANS; seed++) {
      List<ChangelogTable> tables = streams(seed);
      Plans plans = new Plans();
      PlanNode root = new RandomStreamPlan(seed, plans, tables).root((int) (seed % 6));
      PhysicalPlan plan = plans.streamPlan(root);
      try (TestExecutor executor = TestExecutor.seeded(seed).with(tables.toArray(Table[]::new));
          RunningStream stream = executor.startStream(plan, options(seed), MARKS)) {
        assertThat(PrefixCheck.check(stream, root, tables))
            .as("seed %d", seed)
            .isEqualTo(EPOCHS + 1);
      }
      assertThat(tables).allSatisfy(table -> assertThat(table.openReaders()).isZero());
    }
  }

  @Test
  void threadsGiveTheSameEpochs() {
    for (long seed = 0; seed < PLANS; seed++) {
      List<ChangelogTable> tables = streams(seed);
      Plans plans = new Plans();
      PlanNode root = new RandomStreamPlan(seed, plans, tables).root((int) (seed % 6));
      PhysicalPlan plan = plans.streamPlan(root);
      try (TestExecutor executor = TestExecutor.threads(3).with(tables.toArray(Table[]::new));
          RunningStream stream = executor.startStream(plan, options(seed), MARKS)) {
        assertThat(PrefixCheck.check(stream, root, tables))
            .as("seed %d", seed)
            .isEqualTo(EPOCHS + 1);
      }
    }
  }

  @Test
  void aBoundedTableHasBeenReadBeforeTheFirstEpochEnds() {
    for (long seed = 0; seed < PLANS; seed++) {
      ChangelogTable changes = new ChangelogTable("a", changelog(seed, 12), 2);
      ScriptedTable table =
          new ScriptedTable(
              "t", RandomPlan.SCHEMA, RandomRows.of(seed).rows(RandomPlan.SCHEMA, 300), 20);
      List<Table> tables = List.of(changes, table);
      Plans plans = new Plans();
      PlanNode root =
          new UnionAll(
              plans.id(),
              List.of(
                  new RandomStreamPlan(seed, plans, List.of(changes)).root(2),
                  new RandomStreamPlan(seed, plans, List.of(table)).root((int) (seed % 3))),
              RandomPlan.SCHEMA);
      PhysicalPlan plan = plans.streamPlan(root);
      try (TestExecutor executor = TestExecutor.seeded(seed).with(changes, table);
          RunningStream stream = executor.startStream(plan, options(seed), MARKS)) {
        assertThat(PrefixCheck.check(stream, root, tables))
            .as("seed %d", seed)
            .isEqualTo(EPOCHS + 1);
      }
    }
  }

  @Test
  void anEpochEndsOnRequest() {
    ChangelogTable table = new ChangelogTable("a", changelog(1, 20), 3).live();
    Plans plans = new Plans();
    PlanNode root = new RandomStreamPlan(3, plans, List.of(table)).root(4);
    PhysicalPlan plan = plans.streamPlan(root);
    try (TestExecutor executor = TestExecutor.seeded(1).with(table);
        RunningStream stream = executor.startStream(plan, options(2), MANUAL)) {
      Accumulated accumulated = new Accumulated(root.schema());
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        table.release();
        List<Batch> rows = new ArrayList<>();
        while (stream.next(Duration.ZERO) instanceof ResultPoll.Rows(Batch batch)) {
          rows.add(batch);
        }
        stream.trigger(false);
        ResultPoll answer = stream.next(LONG);
        while (answer instanceof ResultPoll.Rows(Batch batch)) {
          rows.add(batch);
          answer = stream.next(LONG);
        }
        assertThat(answer).isInstanceOf(ResultPoll.EpochEnd.class);
        rows.forEach(accumulated::add);
        assertThat(Rows.sorted(accumulated.rows()))
            .isEqualTo(PrefixCheck.expected(root, List.of(table), epoch));
      }
      assertThat(stream.next(Duration.ZERO)).isInstanceOf(ResultPoll.NotReady.class);
    }
  }

  @Test
  void aBarrierDoesNotOvertakeRowsThatAreThere() {
    ChangelogTable table = new ChangelogTable("a", changelog(1, 5), 1).live().prompt();
    Plans plans = new Plans();
    PlanNode root = plans.gather(plans.scan(table));
    try (TestExecutor executor = TestExecutor.seeded(1).with(table);
        RunningStream stream = executor.startStream(plans.streamPlan(root), options(12), MANUAL)) {
      Accumulated accumulated = new Accumulated(root.schema());
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        assertThat(stream.next(Duration.ZERO)).isInstanceOf(ResultPoll.NotReady.class);
        table.release();
        stream.trigger(false);
        ResultPoll answer = stream.next(LONG);
        while (answer instanceof ResultPoll.Rows(Batch batch)) {
          accumulated.add(batch);
          answer = stream.next(LONG);
        }
        assertThat(Rows.sorted(accumulated.rows()))
            .isEqualTo(PrefixCheck.expected(root, List.of(table), epoch));
      }
    }
  }

  @Test
  void timeEndsEpochs() {
    ChangelogTable table = new ChangelogTable("a", changelog(1, 20), 3).live();
    Plans plans = new Plans();
    PlanNode root = plans.gather(plans.scan(table));
    StreamOptions everyMilli = StreamOptions.of("the job").withEpochInterval(Duration.ofMillis(1));
    try (TestExecutor executor = TestExecutor.threads(2).with(table);
        RunningStream stream =
            executor.startStream(plans.streamPlan(root), options(1), everyMilli)) {
      long time = 0;
      for (int epoch = 1; epoch <= 20; epoch++) {
        ResultPoll answer = stream.next(LONG);
        assertThat(answer).isInstanceOf(ResultPoll.EpochEnd.class);
        ResultPoll.EpochEnd end = (ResultPoll.EpochEnd) answer;
        assertThat(end.epoch()).isEqualTo(epoch);
        assertThat(end.timeMicros()).isGreaterThanOrEqualTo(time);
        time = end.timeMicros();
      }
    }
  }

  @Test
  void epochsThatAreAskedForDoNotMakeLaterOnesShorter() {
    ChangelogTable table = new ChangelogTable("a", changelog(1, 20), 3).live();
    Plans plans = new Plans();
    SingleThreadScheduler scheduler = new SingleThreadScheduler(1);
    StreamOptions everySecond = StreamOptions.of("job").withEpochInterval(Duration.ofSeconds(1));
    try (TestExecutor executor = new TestExecutor(scheduler).with(table);
        RunningStream stream =
            executor.startStream(
                plans.streamPlan(plans.gather(plans.scan(table))), options(1), everySecond)) {
      int asked = 5;
      for (int epoch = 1; epoch <= asked; epoch++) {
        stream.trigger(false);
        assertThat(stream.next(LONG)).isInstanceOf(ResultPoll.EpochEnd.class);
      }
      int[] seconds = new int[1];
      countSeconds(scheduler, seconds);
      int later = 20;
      for (int epoch = 1; epoch <= later; epoch++) {
        assertThat(stream.next(LONG)).isInstanceOf(ResultPoll.EpochEnd.class);
      }
      assertThat(seconds[0]).isBetween(later - 1, later + 1);
    }
  }

  private static void countSeconds(SingleThreadScheduler scheduler, int[] seconds) {
    scheduler.after(
        Duration.ofSeconds(1),
        () -> {
          seconds[0]++;
          countSeconds(scheduler, seconds);
        });
  }

  @Test
  void aReaderThatDoesNotReadHoldsTheSourcesBack() {
    ChangelogTable table = new ChangelogTable("a", changelog(1, 5000), 3);
    Plans plans = new Plans();
    PhysicalPlan plan = plans.streamPlan(plans.gather(plans.scan(table)));
    SingleThreadScheduler scheduler = new SingleThreadScheduler(1);
    try (TestExecutor executor = new TestExecutor(scheduler).with(table);
        RunningStream stream = executor.startStream(plan, options(1), MARKS)) {
      long steps = 0;
      while (scheduler.runOne()) {
        steps++;
      }
      assertThat(steps).isPositive();
      assertThat(stream.status().rowsRead()).isLessThan(200);
      assertThat(stream.status().epoch()).isZero();
    }
  }

  @Test
  void aStreamCanBeCancelledAfterAnyStep() {
    for (long seed = 0; seed < PLANS; seed++) {
      List<ChangelogTable> tables = streams(seed);
      Plans plans = new Plans();
      PlanNode root = new RandomStreamPlan(seed, plans, tables).root(3);
      PhysicalPlan plan = plans.streamPlan(root);
      SingleThreadScheduler scheduler = new SingleThreadScheduler(seed);
      try (TestExecutor executor = new TestExecutor(scheduler).with(tables.toArray(Table[]::new))) {
        RunningStream stream = executor.startStream(plan, options(seed), MARKS);
        for (int step = 0; step < seed; step++) {
          scheduler.runOne();
        }
        stream.cancel("the test wants so");
        Throwable thrown = catchThrowable(stream::poll);
        assertThat(thrown).isInstanceOf(ThalwegException.class);
        assertThat(((ThalwegException) thrown).code()).isEqualTo(ErrorCode.CANCELLED);
        stream.close();
        assertThat(executor.memory().usedBytes()).as("seed %d", seed).isZero();
        assertThat(scheduler.runOne()).as("nothing left to run").isFalse();
      }
      assertThat(tables).allSatisfy(table -> assertThat(table.openReaders()).isZero());
    }
  }

  private static void runOut(RunningStream stream) {
    while (!(stream.next(LONG) instanceof ResultPoll.Finished)) {
      // Only the end, or the error, counts.
    }
  }

  private static PhysicalPlan insert(Plans plans, PlanNode rows, Table target) {
    Schema count = Schema.of(Field.required("rows", SimpleType.BIGINT));
    return plans.streamPlan(new Modify(plans.id(), rows, target.handle(), false, count));
  }

  @Test
  void withoutAStoreASinkShowsEachEpoch() {
    for (long seed = 0; seed < 30; seed++) {
      List<ChangelogTable> tables = streams(seed);
      TwoPhaseTable target = new TwoPhaseTable("target", RandomPlan.SCHEMA, true);
      Plans plans = new Plans();
      PlanNode rows = new RandomStreamPlan(seed, plans, tables).root((int) (seed % 4));
      try (TestExecutor executor =
              TestExecutor.seeded(seed).with(tables.toArray(Table[]::new)).with(target);
          RunningStream stream =
              executor.startStream(insert(plans, rows, target), options(seed), MARKS)) {
        int epochs = 0;
        ResultPoll answer = stream.next(LONG);
        while (!(answer instanceof ResultPoll.Finished)) {
          assertThat(answer).isInstanceOf(ResultPoll.EpochEnd.class);
          epochs++;
          answer = stream.next(LONG);
          // The epoch behind could not end before this one was there.
          assertThat(Rows.sorted(target.rows()))
              .as("seed %d, epoch %d", seed, epochs)
              .isIn(
                  PrefixCheck.expected(rows, tables, epochs),
                  PrefixCheck.expected(rows, tables, epochs + 1));
        }
        assertThat(Rows.sorted(target.rows()))
            .isEqualTo(PrefixCheck.expected(rows, tables, EPOCHS));
      }
    }
  }

  @Test
  void aCommitThatFailsEndsTheQuery() {
    ChangelogTable table = new ChangelogTable("a", changelog(1, 20), 2);
    TwoPhaseTable target = new TwoPhaseTable("target", RandomPlan.SCHEMA, true).failingCommits(1);
    Plans plans = new Plans();
    PhysicalPlan plan = insert(plans, plans.scan(table), target);
    try (TestExecutor executor = TestExecutor.seeded(1).with(table, target);
        RunningStream stream = executor.startStream(plan, options(1), MARKS)) {
      Throwable thrown = catchThrowable(() -> runOut(stream));
      assertThat(thrown).hasMessageContaining("the table is away");
      assertThat(target.commits()).isZero();
    }
  }

  @Test
  void aTableThatTakesOnlyNewRowsRefusesToGiveOneBack() {
    Changelog changes = changelog(1, 40);
    ChangelogTable table = new ChangelogTable("a", changes, 2);
    TwoPhaseTable target = new TwoPhaseTable("target", RandomPlan.SCHEMA, false);
    Plans plans = new Plans();
    PhysicalPlan plan = insert(plans, plans.scan(table), target);
    try (TestExecutor executor = TestExecutor.seeded(1).with(table, target);
        RunningStream stream = executor.startStream(plan, options(1), MARKS)) {
      Throwable thrown = catchThrowable(() -> runOut(stream));
      assertThat(thrown).hasMessageContaining("takes only new rows");
    }
  }

  @Test
  void anErrorEndsTheStreamAndLeavesNothing() {
    ChangelogTable table = new ChangelogTable("a", changelog(1, 40), 2);
    ScriptedTable broken =
        new ScriptedTable("t", RandomPlan.SCHEMA, RandomRows.of(1).rows(RandomPlan.SCHEMA, 100), 20)
            .failingIn(3);
    Plans plans = new Plans();
    PlanNode root =
        new UnionAll(
            plans.id(),
            List.of(plans.gather(plans.scan(table)), plans.gather(plans.scan(broken))),
            RandomPlan.SCHEMA);
    try (TestExecutor executor = TestExecutor.seeded(1).with(table, broken);
        RunningStream stream = executor.startStream(plans.streamPlan(root), options(1), MARKS)) {
      Throwable thrown =
          catchThrowable(() -> PrefixCheck.check(stream, root, List.of(table, broken)));
      assertThat(thrown).hasMessageContaining("the split is broken");
      stream.close();
      assertThat(executor.memory().usedBytes()).isZero();
      assertThat(table.openReaders() + broken.openReaders()).isZero();
    }
  }
}
