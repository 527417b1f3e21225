package io.thalweg.exec.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.data.Batch;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.plan.PhysicalPlan;
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
import io.thalweg.exec.runtime.schedule.SingleThreadScheduler;
import io.thalweg.exec.testing.Accumulated;
import io.thalweg.exec.testing.GrowingTable;
import io.thalweg.exec.testing.MemoryStore;
import io.thalweg.exec.testing.Plans;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Splits that appear while a table is followed, and while nobody follows it.
final class GrowingTableTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.required("id", SimpleType.BIGINT),
          Field.nullable("ts", new TimestampType(6, false)));
  private static final int DELAY = 10;
  private static final Duration LONG = Duration.ofSeconds(60);

  private final GrowingTable table = new GrowingTable(SCHEMA, new WatermarkSpec(1, DELAY));
  private final MemoryStore store = new MemoryStore();
  private final Accumulated rows = new Accumulated(SCHEMA);

  private void add(int split, long id, int micros) {
    table.add(split, List.of(id, LocalDateTime.ofEpochSecond(0, micros * 1000, ZoneOffset.UTC)));
  }

  private List<Object> ids() {
    return rows.rows().stream().<Object>map(List::getFirst).sorted().toList();
  }

  /// A run that goes on from the last checkpoint.
  private final class Run implements AutoCloseable {
    private final TestExecutor executor;
    private final RunningStream stream;

    private Run(int tasks) {
      SingleThreadScheduler scheduler = new SingleThreadScheduler(tasks);
      Checkpoints line =
          StoredCheckpoints.open(
              new CheckpointConfig(
                  store,
                  "checkpoints/job",
                  1,
                  scheduler.blocking(),
                  MemoryPool.root("checkpoints", Long.MAX_VALUE),
                  Clock.SYSTEM,
                  new CheckpointConfig.Policy(3, 2, 1 << 16)));
      StreamOptions options =
          StreamOptions.of("the job")
              .withPolicy(EpochPolicy.MANUAL)
              .withCheckpointInterval(Duration.ZERO)
              .withCheckpoints(line);
      Optional<Restored> from = line.latest();
      executor = new TestExecutor(scheduler).with(table);
      Plans plans = new Plans();
      PhysicalPlan plan = plans.streamPlan(plans.gather(plans.scan(table)));
      stream =
          executor.startStream(
              plan,
              new QueryOptions(Long.MAX_VALUE, tasks, 5),
              from.map(options::withRestored).orElse(options));
    }

    /// Ends an epoch.
    ///
    /// @return its watermark
    private long epoch(boolean checkpoint) {
      stream.trigger(checkpoint);
      while (true) {
        switch (stream.next(LONG)) {
          case ResultPoll.Rows(Batch batch) -> rows.add(batch);
          case ResultPoll.EpochEnd end -> {
            return end.watermarkMicros();
          }
          case ResultPoll.NotReady _, ResultPoll.Finished _ -> throw new AssertionError();
        }
      }
    }

    @Override
    public void close() {
      stream.close();
      executor.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void splitsThatAppearAreReadFromTheirBeginningUnlessTimeIsOver(int tasks) {
    table.addSplit();
    table.addSplit();
    try (Run run = new Run(tasks)) {
      run.epoch(false);
      add(0, 1, 100);
      add(1, 2, 110);
      assertThat(run.epoch(false)).isEqualTo(90);
      assertThat(run.epoch(false)).isEqualTo(90);
      table.addSplit();
      add(2, 3, 100);
      add(2, 4, 20);
      add(0, 5, 400);
      add(1, 6, 400);
      long before = run.epoch(false);
      long after = run.epoch(true);
      assertThat(before).isBetween(90L, 390L);
      assertThat(after).isGreaterThanOrEqualTo(before);
      assertThat(ids()).contains(1L, 2L, 5L, 6L).doesNotContain(4L);
      add(2, 7, 500);
      run.epoch(true);
      assertThat(ids()).contains(7L);
      long read = run.stream.status().rowsRead() + run.stream.status().lateRows();
      assertThat(read).isEqualTo(7);
    }
    table.addSplit();
    add(3, 8, 1000);
    add(3, 9, 5);
    try (Run run = new Run(5 - tasks)) {
      run.epoch(false);
      run.epoch(true);
      assertThat(ids()).contains(8L).doesNotContain(9L);
      assertThat(run.stream.status().lateRows()).isEqualTo(1);
      assertThat(run.stream.status().rowsRead()).isEqualTo(1);
    }
  }
}
