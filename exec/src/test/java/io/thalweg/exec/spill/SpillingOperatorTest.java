package io.thalweg.exec.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.Values;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.aggregate.HashAggregateFactory;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.testing.CheckedOperator;
import io.thalweg.exec.testing.CollectingOutput;
import io.thalweg.exec.testing.RecordedState;
import io.thalweg.exec.testing.TestContext;
import io.thalweg.exec.testing.TestSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What happens when memory really is short; that files change nothing is tested with each
/// operator.
class SpillingOperatorTest {
  private static final int BATCH_ROWS = 512;
  private static final int KEYS = 70_000;

  /// A quarter of what the groups take, or less.
  private static final long LITTLE = 800_000;

  private static final long PLENTY = 1L << 30;

  private static final Schema INPUT =
      Schema.of(Field.nullable("k", SimpleType.BIGINT), Field.nullable("v", SimpleType.BIGINT));
  private static final Schema OUTPUT =
      Schema.of(
          Field.nullable("k", SimpleType.BIGINT),
          Field.nullable("n", SimpleType.BIGINT),
          Field.nullable("top", SimpleType.BIGINT));
  private static final Aggregate NODE =
      new Aggregate(
          2,
          new Values(1, List.of(), INPUT),
          List.of(0),
          List.of(List.of(0)),
          List.of(call("count"), call("max", 1)),
          Aggregate.Phase.SINGLE,
          OptionalInt.empty(),
          OUTPUT);
  private static final NodeStream FACTS =
      new NodeStream(
          "node",
          false,
          List.of(new NodeStream.Input(true, false, Optional.empty())),
          Optional.empty(),
          OptionalLong.empty());

  private static AggregateCall call(String function, Integer... arguments) {
    return new AggregateCall(
        function,
        List.of(arguments),
        List.of(),
        false,
        OptionalInt.empty(),
        List.of(),
        SimpleType.BIGINT);
  }

  /// One operator with so much memory.
  private static final class Running implements AutoCloseable {
    private final TestContext context;
    private final TestSpace space;
    private final SpillingFactory factory;
    private final Operator operator;
    private final CollectingOutput out = CollectingOutput.endless(OUTPUT);

    private Running(long memoryBytes, long fileBytes) {
      context = new TestContext(BATCH_ROWS, memoryBytes, Map.of()).continuous(FACTS);
      space = new TestSpace(false, fileBytes);
      factory =
          SpillingFactory.around(
              "Aggregate #2",
              new HashAggregateFactory(NODE, context),
              List.of(List.of(0)),
              OUTPUT.types(),
              context,
              space.space());
      operator = new CheckedOperator(factory.create(context.task()), 1);
    }

    /// Each key once, with a value of its own.
    void epoch(int epoch, Map<Long, List<Long>> shown) {
      add(epoch);
      barrier(epoch);
      show(shown);
    }

    void add(int epoch) {
      for (int from = 0; from < KEYS; from += BATCH_ROWS) {
        int size = Math.min(BATCH_ROWS, KEYS - from);
        long[] keys = LongStream.range(from, from + size).toArray();
        long[] values = LongStream.of(keys).map(key -> value(key, epoch)).toArray();
        Batch rows =
            Batch.of(size, new LongColumn(size, keys, null), new LongColumn(size, values, null));
        out.beginCall();
        operator.accept(0, rows, out);
        drain();
      }
    }

    void barrier(int epoch) {
      operator.barrier(new Barrier(epoch, true, epoch));
      drain();
    }

    /// The rows that have left, with their weights.
    Map<List<Long>, List<Integer>> left() {
      Map<List<Long>, List<Integer>> left = new HashMap<>();
      for (Batch batch : out.batches()) {
        Batch rows = batch.compact();
        int[] weights = rows.weights();
        for (int i = 0; i < rows.length(); i++) {
          List<Long> row = List.of(read(rows, 0, i), read(rows, 1, i), read(rows, 2, i));
          left.computeIfAbsent(row, _ -> new ArrayList<>()).add(weights == null ? 1 : weights[i]);
        }
      }
      out.batches().clear();
      return left;
    }

    private void drain() {
      boolean done = false;
      while (!done) {
        out.beginCall();
        done = operator.drain(out);
      }
    }

    private void show(Map<Long, List<Long>> shown) {
      for (Batch batch : out.batches()) {
        Batch rows = batch.compact();
        int[] weights = rows.weights();
        for (int i = 0; i < rows.length(); i++) {
          long key = read(rows, 0, i);
          List<Long> row = List.of(read(rows, 1, i), read(rows, 2, i));
          if (weights != null && weights[i] < 0) {
            assertThat(shown.remove(key)).isEqualTo(row);
          } else {
            assertThat(shown.put(key, row)).isNull();
          }
        }
      }
      out.batches().clear();
    }

    private static long read(Batch rows, int column, int row) {
      return ((LongColumn) rows.column(column).flatten()).values()[row];
    }

    @Override
    public void close() {
      operator.close();
      factory.close();
      assertThat(context.memory().usedBytes()).as("bytes left").isZero();
      assertThat(space.files()).as("files left").isZero();
    }
  }

  private static long value(long key, int epoch) {
    return (key * 31 + epoch * 17L) % 101;
  }

  private static Map<Long, List<Long>> expected(int epochs) {
    Map<Long, List<Long>> rows = new HashMap<>();
    for (long key = 0; key < KEYS; key++) {
      long top = 0;
      for (int epoch = 1; epoch <= epochs; epoch++) {
        top = Math.max(top, value(key, epoch));
      }
      rows.put(key, List.of((long) epochs, top));
    }
    return rows;
  }

  @Test
  void stateGoesIntoFilesWhenMemoryIsShortAndOnlyThen() {
    Map<Long, List<Long>> shown = new HashMap<>();
    long peak;
    try (Running running = new Running(PLENTY, Long.MAX_VALUE)) {
      running.epoch(1, shown);
      assertThat(running.space.writtenBytes()).isZero();
      peak = running.context.memory().peakBytes();
    }
    assertThat(peak).isGreaterThan(4 * LITTLE);
    shown.clear();
    try (Running running = new Running(LITTLE, Long.MAX_VALUE)) {
      for (int epoch = 1; epoch <= 4; epoch++) {
        running.epoch(epoch, shown);
        assertThat(shown).isEqualTo(expected(epoch));
      }
      assertThat(running.space.writtenBytes()).isPositive();
    }
  }

  @Test
  void theEpochInWhichStateMovesOutShowsNoRowThatItTakesBack() {
    try (Running running = new Running(LITTLE, Long.MAX_VALUE)) {
      running.add(1);
      assertThat(running.left()).as("before the barrier").isEmpty();
      running.add(2);
      running.barrier(1);
      Map<List<Long>, List<Integer>> left = running.left();
      Map<List<Long>, List<Integer>> wanted = new HashMap<>();
      expected(2)
          .forEach((key, row) -> wanted.put(List.of(key, row.get(0), row.get(1)), List.of(1)));
      assertThat(left).isEqualTo(wanted);
      assertThat(running.space.writtenBytes()).isPositive();

      running.add(3);
      running.barrier(2);
      assertThat(running.left()).hasSize(2 * KEYS).allSatisfy((_, w) -> assertThat(w).hasSize(1));
    }
  }

  @Test
  void aCheckpointOfFilesIsRestoredIntoFilesOrMemory() {
    Map<Long, List<Long>> shown = new HashMap<>();
    RecordedState state = new RecordedState();
    try (Running running = new Running(LITTLE, Long.MAX_VALUE)) {
      for (int epoch = 1; epoch <= 3; epoch++) {
        running.epoch(epoch, shown);
        running.operator.snapshot(state.writer(epoch == 1, _ -> true));
      }
    }
    for (long memory : new long[] {LITTLE, PLENTY}) {
      Map<Long, List<Long>> further = new HashMap<>(shown);
      RecordedState more = state.copy();
      try (Running running = new Running(memory, Long.MAX_VALUE)) {
        running.operator.restore(more.reader(_ -> true));
        assertThat(running.space.writtenBytes() > 0).isEqualTo(memory == LITTLE);
        running.epoch(4, further);
        assertThat(further).isEqualTo(expected(4));
        running.operator.snapshot(more.writer(false, _ -> true));
        running.epoch(5, further);
        assertThat(further).isEqualTo(expected(5));
      }
    }
  }

  @Test
  void aCheckpointOfFilesIsOfItsEpochHoweverLongItTakes() {
    Map<Long, List<Long>> shown = new HashMap<>();
    RecordedState state = new RecordedState();
    Map<Long, List<Long>> then;
    try (Running running = new Running(LITTLE, Long.MAX_VALUE)) {
      running.epoch(1, shown);
      running.operator.snapshot(state.writer(true, _ -> true));
      running.epoch(2, shown);
      then = new HashMap<>(shown);
      Snapshot checkpoint = running.operator.beginSnapshot(state.writer(false, _ -> true));
      assertThat(checkpoint.advance()).isFalse();
      running.epoch(3, shown);
      assertThat(checkpoint.advance()).isFalse();
      running.epoch(4, shown);
      checkpoint.finish();
    }
    try (Running running = new Running(LITTLE, Long.MAX_VALUE)) {
      running.operator.restore(state.reader(_ -> true));
      running.epoch(3, then);
      assertThat(then).isEqualTo(expected(3));
      Snapshot abandoned = running.operator.beginSnapshot(state.writer(false, _ -> true));
      assertThat(abandoned.advance()).isFalse();
    }
  }

  @Test
  void partitionsThatTimeDoesNotConcernStayInFiles() {
    Schema times = Schema.of(Field.nullable("t", TimestampType.MICROS));
    Schema counts =
        Schema.of(
            Field.nullable("t", TimestampType.MICROS), Field.nullable("n", SimpleType.BIGINT));
    Aggregate node =
        new Aggregate(
            2,
            new Values(1, List.of(), times),
            List.of(0),
            List.of(List.of(0)),
            List.of(call("count")),
            Aggregate.Phase.SINGLE,
            OptionalInt.empty(),
            counts);
    Optional<Expiry> over = Optional.of(new Expiry(0, 10));
    NodeStream facts =
        new NodeStream(
            "node",
            true,
            List.of(new NodeStream.Input(true, false, over)),
            over,
            OptionalLong.empty());
    TestContext context = new TestContext(BATCH_ROWS, PLENTY, Map.of()).continuous(facts);
    TestSpace space = new TestSpace(true, Long.MAX_VALUE);
    HashAggregateFactory groups = new HashAggregateFactory(node, context);
    AtomicInteger opened = new AtomicInteger();
    OperatorFactory counting =
        task -> {
          opened.incrementAndGet();
          return groups.create(task);
        };
    CollectingOutput out = CollectingOutput.endless(counts);
    try (Operator operator =
        SpillingFactory.around(
                "Aggregate #2",
                counting,
                List.of(List.of(0)),
                counts.types(),
                context,
                space.space())
            .create(context.task())) {
      long[] values = LongStream.range(0, 300).toArray();
      operator.accept(0, Batch.of(300, new LongColumn(300, values, null)), out);
      assertThat(left(operator, out, 1, 0)).isZero();
      int all = opened.get();
      assertThat(left(operator, out, 2, 9)).isZero();
      assertThat(opened).as("nothing is due").hasValue(all);
      assertThat(left(operator, out, 3, 10)).isEqualTo(1);
      assertThat(opened).as("the partition of the first").hasValue(all + 1);
      assertThat(left(operator, out, 4, 1000)).isEqualTo(299);
      int then = opened.get();
      assertThat(left(operator, out, 5, 2000)).isZero();
      assertThat(opened).as("nothing is left").hasValue(then);
    }
    assertThat(space.files()).isZero();
  }

  /// The rows that leave at a barrier.
  private static int left(Operator operator, CollectingOutput out, int epoch, long watermark) {
    operator.watermark(watermark);
    operator.barrier(new Barrier(epoch, false, epoch));
    boolean done = false;
    while (!done) {
      out.beginCall();
      done = operator.drain(out);
    }
    int rows = out.batches().stream().mapToInt(Batch::rowCount).sum();
    out.batches().clear();
    return rows;
  }

  @Test
  void fullFilesAreAnErrorThatNamesTheOperator() {
    try (Running running = new Running(LITTLE, LITTLE / 4)) {
      assertThatThrownBy(() -> running.epoch(1, new HashMap<>()))
          .isInstanceOfSatisfying(
              ThalwegException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.SPILL_LIMIT_EXCEEDED))
          .hasMessageContaining("Aggregate #2");
    }
  }
}
