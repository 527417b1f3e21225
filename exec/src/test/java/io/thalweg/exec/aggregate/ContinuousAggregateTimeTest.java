package io.thalweg.exec.aggregate;

import static io.thalweg.exec.aggregate.AggregateFixtures.INTEGERS;
import static io.thalweg.exec.aggregate.AggregateFixtures.SCHEMA;
import static io.thalweg.exec.aggregate.AggregateFixtures.TEXTS;
import static io.thalweg.exec.aggregate.AggregateFixtures.TIMES;
import static io.thalweg.exec.aggregate.AggregateFixtures.additions;
import static io.thalweg.exec.aggregate.AggregateFixtures.call;
import static io.thalweg.exec.aggregate.AggregateFixtures.changes;
import static io.thalweg.exec.aggregate.AggregateFixtures.facts;
import static io.thalweg.exec.aggregate.AggregateFixtures.node;
import static io.thalweg.exec.aggregate.AggregateFixtures.variant;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Aggregate.Phase;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogHarness;
import io.thalweg.exec.testing.CollectingOutput;
import io.thalweg.exec.testing.Prefixes;
import io.thalweg.exec.testing.RecordedState;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.TestContext;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What continuous aggregates keep, for how long, and when rows leave that wait for the watermark.
class ContinuousAggregateTimeTest {
  private static final List<AggregateCall> CALLS =
      List.of(
          call("count"),
          call("sum", INTEGERS),
          call("max", TEXTS),
          variant(call("count", INTEGERS), true, OptionalInt.empty()));

  /// Groups by time and a number.
  private static final Aggregate BY_TIME =
      node(Phase.SINGLE, List.of(TIMES, 0), List.of(List.of(0, 1)), CALLS);

  private static final long LAG = 30;

  @Test
  void groupsThatAreOverGoButTheirResultsStay() {
    NodeStream facts =
        facts(false, Optional.of(new Expiry(TIMES, LAG)), Optional.empty(), OptionalLong.empty());
    new ChangelogHarness(context -> new HashAggregateFactory(BY_TIME, context), BY_TIME.schema())
        .input(changes(1).timed(TIMES, 3), TIMES, 0).stream(facts)
            .matches(prefix -> NaiveAggregate.rows(BY_TIME, prefix.rows()));
  }

  @Test
  void stateStaysSmallWhileGroupsComeAndGo() {
    Changelog input = additions(2).timed(TIMES, 4);
    NodeStream facts =
        facts(true, Optional.of(new Expiry(TIMES, 0)), Optional.empty(), OptionalLong.empty());
    new ChangelogHarness(context -> new HashAggregateFactory(BY_TIME, context), BY_TIME.schema())
        .input(input, TIMES, 0).stream(facts)
            .keepsAtMost(3 * 14)
            .matches(prefix -> NaiveAggregate.rows(BY_TIME, prefix.rows()));
  }

  @Test
  void rowsThatWaitForTheWatermarkLeaveOnceTheyAreOver() {
    for (boolean appendOnly : new boolean[] {true, false}) {
      Changelog input = (appendOnly ? additions(3) : changes(3)).timed(TIMES, 5);
      NodeStream facts =
          facts(
              appendOnly,
              Optional.of(new Expiry(TIMES, LAG)),
              Optional.of(new Expiry(0, LAG)),
              OptionalLong.empty());
      new ChangelogHarness(context -> new HashAggregateFactory(BY_TIME, context), BY_TIME.schema())
          .input(input, TIMES, 0).stream(facts)
              .matches(
                  prefix ->
                      Prefixes.over(prefix, NaiveAggregate.rows(BY_TIME, prefix.rows()), 0, LAG));
    }
  }

  @Test
  void groupsOfTheClockGoOnceTheEpochsAreLater() {
    Aggregate node =
        node(Phase.SINGLE, List.of(TIMES), List.of(List.of(0)), List.of(call("count")));
    NodeStream facts =
        facts(
            true,
            Optional.of(new Expiry(TIMES, 1, Expiry.Clock.PROCESSING_TIME)),
            Optional.empty(),
            OptionalLong.empty());
    try (Run run = new Run(node, facts)) {
      run.accept(List.of(at(100), at(200)), null);
      assertThat(run.barrier(100)).hasSize(2);
      run.accept(List.of(at(100), at(200)), null);
      assertThat(run.barrier(200)).hasSize(4);
      run.accept(List.of(at(100), at(200)), null);
      assertThat(run.barrier(201))
          .as("of 100, begins anew")
          .hasSize(3)
          .anyMatch(row -> row.startsWith("+") && row.endsWith(", 1]"));
      assertThat(run.live()).isZero();
    }
  }

  private static List<@Nullable Object> at(long micros) {
    List<@Nullable Object> row = row(1);
    row.set(TIMES, LocalDateTime.ofEpochSecond(0, (int) micros * 1000, ZoneOffset.UTC));
    return row;
  }

  @Test
  void groupsNobodyTouchesForLongAreForgotten() {
    Aggregate node = node(Phase.SINGLE, List.of(0), List.of(List.of(0)), List.of(call("count")));
    NodeStream facts = facts(true, Optional.empty(), Optional.empty(), OptionalLong.of(1000));
    try (Run run = new Run(node, facts)) {
      run.accept(List.of(row(1), row(2)), null);
      assertThat(run.barrier(0)).containsExactlyInAnyOrder("+[1, 1]", "+[2, 1]");
      run.accept(List.of(row(1)), null);
      assertThat(run.barrier(900)).containsExactlyInAnyOrder("-[1, 1]", "+[1, 2]");
      assertThat(run.barrier(1000)).isEmpty();
      run.accept(List.of(row(1), row(2)), null);
      assertThat(run.barrier(1100)).containsExactlyInAnyOrder("-[1, 2]", "+[1, 3]", "+[2, 1]");
    }
  }

  @Test
  void deadGroupsGiveTheirRoomBack() {
    Aggregate node =
        node(
            Phase.SINGLE,
            List.of(0),
            List.of(List.of(0)),
            List.of(
                call("count"),
                call("max", TEXTS),
                variant(call("count", INTEGERS), true, OptionalInt.empty())));
    NodeStream facts = facts(false);
    for (boolean snapshots : new boolean[] {false, true}) {
      try (Run run = new Run(node, facts)) {
        RecordedState state = new RecordedState();
        long held = 0;
        for (int round = 0; round < 20; round++) {
          List<List<@Nullable Object>> rows = new ArrayList<>();
          for (int i = 0; i < 3000; i++) {
            rows.add(row(round * 3000 + i));
          }
          run.accept(rows, null);
          assertThat(run.barrier(round)).hasSize(3000);
          int[] minus = new int[rows.size()];
          Arrays.fill(minus, -1);
          run.accept(rows, minus);
          assertThat(run.barrier(round)).hasSize(3000);
          if (snapshots) {
            run.operator.snapshot(state.writer(round == 0, any -> true));
          }
          if (round == 4) {
            held = run.context.memory().usedBytes();
          }
        }
        assertThat(run.context.memory().usedBytes()).isLessThanOrEqualTo(2 * held);
        run.accept(List.of(row(7)), null);
        assertThat(run.barrier(21)).containsExactly("+[7, 1, t, 1]");
      }
    }
  }

  @Test
  void groupsThatComeAndGoBetweenSnapshotsLeaveNothing() {
    Aggregate node = node(Phase.SINGLE, List.of(0), List.of(List.of(0)), List.of(call("count")));
    RecordedState state = new RecordedState();
    try (Run run = new Run(node, facts(false))) {
      run.accept(List.of(row(-1), row(-2)), null);
      run.barrier(0);
      run.operator.snapshot(state.writer(true, any -> true));
      run.accept(List.of(row(-1)), new int[] {-1});
      long held = 0;
      for (int round = 0; round < 20; round++) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
          rows.add(row(round * 3000 + i));
        }
        int[] minus = new int[rows.size()];
        Arrays.fill(minus, -1);
        run.accept(rows, null);
        run.barrier(round);
        run.accept(rows, minus);
        run.barrier(round);
        held = round == 2 ? run.context.memory().usedBytes() : held;
      }
      assertThat(run.context.memory().usedBytes()).isLessThanOrEqualTo(held);
      run.operator.snapshot(state.writer(false, any -> true));
    }
    assertThat(state.rowsWritten()).as("two groups and the end of one").isEqualTo(2 + 1);
    try (Run run = new Run(node, facts(false))) {
      run.operator.restore(state.reader(any -> true));
      run.accept(List.of(row(-1), row(-2), row(0)), null);
      assertThat(run.barrier(30))
          .containsExactlyInAnyOrder("+[-1, 1]", "-[-2, 1]", "+[-2, 2]", "+[0, 1]");
    }
  }

  @Test
  void aSecondRowFailsSingleValueUnlessTheFirstIsTakenBack() {
    Aggregate node =
        node(Phase.SINGLE, List.of(), List.of(List.of()), List.of(call("single_value", INTEGERS)));
    try (Run run = new Run(node, facts(false))) {
      assertThat(run.barrier(1)).containsExactly("+[null]");
      run.accept(List.of(row(1)), null);
      assertThat(run.barrier(2)).containsExactly("-[null]", "+[1]");
      run.accept(List.of(row(2), row(1)), new int[] {1, -1});
      assertThat(run.barrier(3)).containsExactly("-[1]", "+[2]");
      run.accept(List.of(row(3)), null);
      Assertions.assertThatExceptionOfType(ThalwegException.class)
          .isThrownBy(() -> run.barrier(4))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MORE_THAN_ONE_ROW));
    }
  }

  @Test
  void rowsThatComeSeveralTimesCountSoOften() {
    List<AggregateCall> calls =
        List.of(
            call("count"), call("sum", INTEGERS), call("median", INTEGERS), call("array_agg", 0));
    Aggregate node = node(Phase.SINGLE, List.of(), List.of(List.of()), calls);
    for (boolean appendOnly : new boolean[] {true, false}) {
      try (Run run = new Run(node, facts(appendOnly))) {
        run.accept(List.of(row(5), row(1)), new int[] {3, 1});
        assertThat(run.barrier(1)).containsExactly("+[4, 16, 5.0, [1, 5, 5, 5]]");
      }
    }
  }

  @Test
  void groupsBeyondALimitAreNotKept() {
    Aggregate plain = node(Phase.SINGLE, List.of(0), List.of(List.of(0)), List.of());
    Aggregate node =
        new Aggregate(
            1,
            plain.input(),
            plain.keys(),
            plain.groupingSets(),
            plain.calls(),
            plain.phase(),
            OptionalInt.of(3),
            plain.schema());
    try (Run run = new Run(node, facts(true))) {
      run.accept(List.of(row(1), row(1), row(2), row(3)), null);
      assertThat(run.barrier(1)).containsExactlyInAnyOrder("+[1]", "+[2]", "+[3]");
      run.accept(List.of(row(4)), null);
      assertThat(run.barrier(2)).isEmpty();
    }
  }

  private static List<@Nullable Object> row(int key) {
    return Arrays.asList(key, key, null, null, null, "t", true, null, null, null);
  }

  /// One task, by hand.
  private static final class Run implements AutoCloseable {
    private final TestContext context;
    private final Aggregate node;
    private final Operator operator;
    private final CollectingOutput out;

    Run(Aggregate node, NodeStream facts) {
      this.node = node;
      this.context = new TestContext(1024).continuous(facts);
      this.operator = new HashAggregateFactory(node, context).create(context.task());
      this.out = CollectingOutput.endless(node.schema());
    }

    void accept(List<List<@Nullable Object>> rows, int @Nullable [] weights) {
      out.beginCall();
      operator.accept(0, Rows.batch(SCHEMA, rows).withWeights(weights), out);
      assertThat(drained()).isEmpty();
    }

    /// Rows in a full snapshot.
    int live() {
      RecordedState state = new RecordedState();
      operator.snapshot(state.writer(true, any -> true));
      int[] rows = {0};
      state.reader(any -> true).read("groups0").forEachRemaining(b -> rows[0] += b.rowCount());
      return rows[0];
    }

    List<String> barrier(long time) {
      operator.barrier(new Barrier(1, false, time));
      return drained();
    }

    private List<String> drained() {
      do {
        out.beginCall();
      } while (!operator.drain(out));
      List<String> rows = new ArrayList<>();
      for (Batch batch : out.batches()) {
        List<List<@Nullable Object>> values = Rows.of(node.schema(), batch.withWeights(null));
        int[] weights = batch.weights();
        for (int i = 0; i < values.size(); i++) {
          rows.add((weights == null || weights[i] == 1 ? "+" : "-") + values.get(i));
        }
      }
      out.batches().clear();
      return rows;
    }

    @Override
    public void close() {
      operator.close();
      assertThat(context.memory().usedBytes()).isZero();
    }
  }
}
