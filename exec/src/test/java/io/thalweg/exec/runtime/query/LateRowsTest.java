package io.thalweg.exec.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.data.Batch;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.runtime.EpochPolicy;
import io.thalweg.exec.runtime.QueryOptions;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.RunningStream;
import io.thalweg.exec.runtime.StreamOptions;
import io.thalweg.exec.testing.Accumulated;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogTable;
import io.thalweg.exec.testing.Plans;
import io.thalweg.exec.testing.Rows;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Rows behind the watermark of their split are no rows of the table: for bounded and continuous
/// queries, whatever the number of tasks and whatever the scan leaves out.
final class LateRowsTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.required("id", SimpleType.BIGINT),
          Field.nullable("ts", new TimestampType(6, false)));
  private static final int DELAY = 30;
  private static final int SPLITS = 3;
  private static final int EPOCHS = 5;
  private static final Duration LONG = Duration.ofSeconds(60);

  private static Changelog changes(long seed) {
    Random random = new Random(seed);
    List<List<List<@Nullable Object>>> epochs = new ArrayList<>();
    long id = 0;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (int i = random.nextInt(60); i > 0; i--) {
        long micros = id * 2 + random.nextInt(100);
        rows.add(Arrays.asList(id++, random.nextInt(9) == 0 ? null : time(micros)));
      }
      epochs.add(rows);
    }
    return Changelog.appendOnly(SCHEMA, epochs);
  }

  private static LocalDateTime time(long micros) {
    return LocalDateTime.ofEpochSecond(0, (int) micros * 1000, ZoneOffset.UTC);
  }

  private static ChangelogTable table(Changelog changes) {
    return new ChangelogTable("t", changes, SPLITS).withWatermark(new WatermarkSpec(1, DELAY));
  }

  /// What the definition says, row by row.
  private static List<List<@Nullable Object>> inTime(Changelog changes, long above) {
    List<List<@Nullable Object>> kept = new ArrayList<>();
    long[] max = new long[SPLITS];
    Arrays.fill(max, Long.MIN_VALUE / 2);
    for (Changelog.Epoch epoch : changes.epochs()) {
      for (int i = 0; i < epoch.changes().size(); i++) {
        List<@Nullable Object> row = epoch.changes().get(i).row();
        if (row.get(1) instanceof LocalDateTime time) {
          long micros = time.getNano() / 1000;
          if (micros < max[i % SPLITS] - DELAY) {
            continue;
          }
          max[i % SPLITS] = Math.max(max[i % SPLITS], micros);
        }
        if ((Long) row.getFirst() > above) {
          kept.add(row);
        }
      }
    }
    return Rows.sorted(kept);
  }

  /// `SELECT id, ts FROM t WHERE id > above`, the filter pushed into the scan.
  private static PlanNode scan(Plans plans, ChangelogTable table, long above) {
    Expression filter =
        new Call(
            "gt",
            List.of(new ColumnRef(0, SimpleType.BIGINT), new Literal(SimpleType.BIGINT, above)),
            SimpleType.BOOLEAN);
    return plans.gather(
        new Scan(
            plans.id(),
            table.handle(),
            List.of(0, 1),
            List.of(filter),
            OptionalLong.empty(),
            List.of(),
            SCHEMA));
  }

  @Test
  void theSameRowsAreLateAtAnyParallelismAndUnderAnyFilter() {
    for (long seed = 0; seed < 60; seed++) {
      Changelog changes = changes(seed);
      long above = seed % 3 == 0 ? -1 : 40;
      List<List<@Nullable Object>> expected = inTime(changes, above);
      for (int tasks = 1; tasks <= 4; tasks++) {
        ChangelogTable table = table(changes);
        QueryOptions options = new QueryOptions(Long.MAX_VALUE, tasks, 1 + (int) (seed % 13));
        Plans bounded = new Plans();
        Plans continuous = new Plans();
        try (TestExecutor executor = TestExecutor.seeded(seed).with(table)) {
          assertThat(Rows.sorted(executor.rows(bounded.plan(scan(bounded, table, above)), options)))
              .as("bounded, seed %d", seed)
              .isEqualTo(expected);
          StreamOptions marks = StreamOptions.of("the job").withPolicy(EpochPolicy.MARKS);
          try (RunningStream stream =
              executor.startStream(
                  continuous.streamPlan(scan(continuous, table, above)), options, marks)) {
            Accumulated accumulated = new Accumulated(SCHEMA);
            ResultPoll answer = stream.next(LONG);
            while (!(answer instanceof ResultPoll.Finished)) {
              if (answer instanceof ResultPoll.Rows(Batch batch)) {
                accumulated.add(batch);
              }
              answer = stream.next(LONG);
            }
            assertThat(Rows.sorted(accumulated.rows()))
                .as("continuous, seed %d, %d tasks", seed, tasks)
                .isEqualTo(expected);
            assertThat(stream.status().lateRows())
                .isEqualTo(changes.accumulated(EPOCHS).size() - inTime(changes, -1).size());
            assertThat(stream.status().watermarkMicros()).isEqualTo(Long.MAX_VALUE);
          }
        }
      }
    }
  }

  /// The least of the splits' greatest event times, less the delay.
  private static long watermark(Changelog changes, int epochs) {
    long[] max = new long[SPLITS];
    Arrays.fill(max, Long.MIN_VALUE / 2);
    for (Changelog.Epoch epoch : changes.epochs().subList(0, epochs)) {
      for (int i = 0; i < epoch.changes().size(); i++) {
        if (epoch.changes().get(i).row().get(1) instanceof LocalDateTime time) {
          max[i % SPLITS] = Math.max(max[i % SPLITS], time.getNano() / 1000);
        }
      }
    }
    long least = Arrays.stream(max).min().orElseThrow();
    return least < 0 ? Long.MIN_VALUE : least - DELAY;
  }

  @Test
  void theWatermarkIsThatOfTheSlowestSplit() {
    for (long seed = 0; seed < 20; seed++) {
      Changelog changes = changes(seed);
      ChangelogTable table = table(changes);
      Plans plans = new Plans();
      try (TestExecutor executor = TestExecutor.seeded(seed).with(table);
          RunningStream stream =
              executor.startStream(
                  plans.streamPlan(scan(plans, table, 0)),
                  new QueryOptions(Long.MAX_VALUE, 1 + (int) (seed % 4), 5),
                  StreamOptions.of("the job").withPolicy(EpochPolicy.MARKS))) {
        int epoch = 0;
        ResultPoll answer = stream.next(LONG);
        while (!(answer instanceof ResultPoll.Finished)) {
          if (answer instanceof ResultPoll.EpochEnd end && ++epoch <= EPOCHS) {
            assertThat(end.watermarkMicros())
                .as("seed %d, epoch %d", seed, epoch)
                .isIn(watermark(changes, epoch), Long.MAX_VALUE);
          }
          answer = stream.next(LONG);
        }
      }
    }
  }

  @Test
  void aSplitWithoutRowsHoldsTheWatermarkUntilItIsIdle() {
    // The first of three splits gets all rows: two of three changes are none.
    List<List<List<@Nullable Object>>> epochs = new ArrayList<>();
    for (long epoch = 0; epoch < EPOCHS; epoch++) {
      epochs.add(List.of(Arrays.asList(epoch, time(100 * (epoch + 1)))));
    }
    for (boolean idle : List.of(true, false)) {
      ChangelogTable table = table(Changelog.appendOnly(SCHEMA, epochs)).live();
      Plans plans = new Plans();
      StreamOptions options =
          StreamOptions.of("the job")
              .withPolicy(EpochPolicy.MANUAL)
              .withIdleTimeout(idle ? Duration.ofNanos(1000) : Duration.ofDays(1));
      try (TestExecutor executor = TestExecutor.seeded(3).with(table);
          RunningStream stream =
              executor.startStream(
                  plans.streamPlan(scan(plans, table, -1)),
                  new QueryOptions(Long.MAX_VALUE, 2, 5),
                  options)) {
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
          table.release();
          stream.trigger(false);
          while (!(stream.next(LONG) instanceof ResultPoll.EpochEnd)) {
            // The rows do not matter.
          }
        }
        long last = 100L * EPOCHS - DELAY;
        assertThat(stream.status().watermarkMicros())
            .isBetween(idle ? 0 : Long.MIN_VALUE, idle ? last : Long.MIN_VALUE);
      }
    }
  }
}
