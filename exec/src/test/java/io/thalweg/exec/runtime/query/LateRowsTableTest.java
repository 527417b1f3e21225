package io.thalweg.exec.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.plan.StreamPlan;
import io.thalweg.core.port.Clock;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.checkpoint.CheckpointConfig;
import io.thalweg.exec.checkpoint.Checkpoints;
import io.thalweg.exec.checkpoint.Restored;
import io.thalweg.exec.checkpoint.StoredCheckpoints;
import io.thalweg.exec.runtime.EpochPolicy;
import io.thalweg.exec.runtime.QueryOptions;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.RunningStream;
import io.thalweg.exec.runtime.StreamOptions;
import io.thalweg.exec.runtime.schedule.Scheduler;
import io.thalweg.exec.runtime.schedule.SingleThreadScheduler;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogTable;
import io.thalweg.exec.testing.MemoryStore;
import io.thalweg.exec.testing.Plans;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.TwoPhaseTable;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Late rows that go to a table: the same ones, once, whatever the number of tasks and whenever the
/// query is killed.
final class LateRowsTableTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.required("id", SimpleType.BIGINT),
          Field.nullable("text", SimpleType.VARCHAR),
          Field.nullable("ts", new TimestampType(6, false)));
  private static final Schema IDS = Schema.of(Field.required("id", SimpleType.BIGINT));
  private static final Schema COUNT = Schema.of(Field.required("rows", SimpleType.BIGINT));
  private static final int DELAY = 30;
  private static final int SPLITS = 3;
  private static final int EPOCHS = 6;

  private final MemoryStore store = new MemoryStore();
  private int kills;

  private static Changelog changes(long seed) {
    Random random = new Random(seed);
    List<List<List<@Nullable Object>>> epochs = new ArrayList<>();
    long id = 0;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (int i = random.nextInt(60); i > 0; i--) {
        int micros = (int) id * 2 + random.nextInt(100);
        LocalDateTime time = LocalDateTime.ofEpochSecond(0, micros * 1000, ZoneOffset.UTC);
        rows.add(Arrays.asList(id, "row " + id, random.nextInt(9) == 0 ? null : time));
        id++;
      }
      epochs.add(rows);
    }
    return Changelog.appendOnly(SCHEMA, epochs);
  }

  /// What the definition says, row by row.
  private static List<List<@Nullable Object>> late(Changelog changes) {
    List<List<@Nullable Object>> late = new ArrayList<>();
    long[] max = new long[SPLITS];
    Arrays.fill(max, Long.MIN_VALUE / 2);
    for (Changelog.Epoch epoch : changes.epochs()) {
      for (int i = 0; i < epoch.changes().size(); i++) {
        List<@Nullable Object> row = epoch.changes().get(i).row();
        if (row.get(2) instanceof LocalDateTime time) {
          long micros = time.getNano() / 1000;
          if (micros < max[i % SPLITS] - DELAY) {
            late.add(row);
          }
          max[i % SPLITS] = Math.max(max[i % SPLITS], micros);
        }
      }
    }
    return late;
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

  /// `INSERT INTO target SELECT id FROM t WHERE id >= 10`, late rows to `side`.
  private static PhysicalPlan plan(ChangelogTable table, Table target, Table side) {
    Plans plans = new Plans();
    Expression filter =
        new Call(
            "ge",
            List.of(new ColumnRef(0, SimpleType.BIGINT), new Literal(SimpleType.BIGINT, 10L)),
            SimpleType.BOOLEAN);
    Scan scan =
        new Scan(
            plans.id(),
            table.handle(),
            List.of(0),
            List.of(filter),
            OptionalLong.empty(),
            List.of(),
            IDS);
    PhysicalPlan plan =
        plans.streamPlan(new Modify(plans.id(), scan, target.handle(), false, COUNT));
    StreamPlan stream = plan.stream().orElseThrow();
    Map<Integer, NodeStream> nodes = new HashMap<>(stream.nodes());
    nodes.computeIfPresent(scan.id(), (_, facts) -> withLateRows(facts, side.handle()));
    return new PhysicalPlan(
        plan.fragments(),
        plan.schema(),
        plan.parameters(),
        plan.estimates(),
        Optional.of(new StreamPlan(nodes, stream.emit())));
  }

  private static NodeStream withLateRows(NodeStream facts, TableHandle side) {
    return new NodeStream(
        facts.identity(),
        facts.appendOnly(),
        facts.inputs(),
        facts.emitOn(),
        facts.ttlMicros(),
        facts.firstRows(),
        Optional.of(side));
  }

  /// Runs on from the last checkpoint, for at most so many steps; then the process dies.
  ///
  /// @return whether the query came to its end before
  private boolean run(PhysicalPlan plan, List<Table> tables, Random random, int steps) {
    SingleThreadScheduler scheduler = new SingleThreadScheduler(random.nextLong());
    Checkpoints line = checkpoints(scheduler);
    Optional<Restored> from = line.latest();
    StreamOptions options =
        StreamOptions.of("the job")
            .withPolicy(EpochPolicy.MARKS)
            .withEpochInterval(Duration.ofSeconds(1))
            .withCheckpointInterval(Duration.ofSeconds(2))
            .withCheckpoints(line);
    TestExecutor executor = new TestExecutor(scheduler).with(tables.toArray(Table[]::new));
    RunningStream stream =
        executor.startStream(
            plan,
            new QueryOptions(Long.MAX_VALUE, 1 + random.nextInt(4), 1 + random.nextInt(20)),
            from.map(options::withRestored).orElse(options));
    for (int step = 0; step < steps; step++) {
      if (stream.poll() instanceof ResultPoll.Finished) {
        stream.close();
        executor.close();
        return true;
      }
      assertThat(scheduler.runOne()).as("something can run").isTrue();
    }
    kills++;
    return false;
  }

  @Test
  void lateRowsAreWrittenOnceWithAllTheirColumns() {
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      store.clear();
      Changelog changes = changes(seed);
      ChangelogTable table =
          new ChangelogTable("t", changes, SPLITS).withWatermark(new WatermarkSpec(2, DELAY));
      TwoPhaseTable target = new TwoPhaseTable("target", IDS, false);
      TwoPhaseTable side = new TwoPhaseTable("side", SCHEMA, false);
      PhysicalPlan plan = plan(table, target, side);
      int runs = 0;
      while (!run(plan, List.of(table, target, side), random, 20 + random.nextInt(40 * ++runs))) {
        assertThat(runs).isLessThan(1000);
      }
      List<List<@Nullable Object>> late = late(changes);
      assertThat(Rows.sorted(side.rows()))
          .as("seed %d after %d kills", seed, runs)
          .isEqualTo(Rows.sorted(late));
      List<List<@Nullable Object>> inTime = new ArrayList<>(changes.accumulated(EPOCHS));
      inTime.removeAll(late);
      assertThat(Rows.sorted(target.rows()))
          .isEqualTo(
              Rows.sorted(
                  inTime.stream()
                      .filter(row -> row.getFirst() instanceof Long id && id >= 10)
                      .map(row -> row.subList(0, 1))
                      .toList()));
    }
    assertThat(kills).isGreaterThan(60);
  }
}
