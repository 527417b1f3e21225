package io.thalweg.exec.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.plan.Distribution;
import io.thalweg.core.plan.Distribution.Broadcast;
import io.thalweg.core.plan.Distribution.Gather;
import io.thalweg.core.plan.Distribution.Hash;
import io.thalweg.core.plan.Distribution.RoundRobin;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.operator.Source;
import io.thalweg.exec.testing.CollectingOutput;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.TestContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Exchanges without tasks: the test plays both sides.
final class LocalExchangeTest {
  private static final Schema SCHEMA = RandomRows.schema(SimpleType.BIGINT, SimpleType.VARCHAR);
  private static final Wakeable NOBODY = () -> {};
  private static final int BATCH_ROWS = 16;

  private final MemoryPool pool = MemoryPool.root("the test", 1L << 20);
  private final TestContext context = new TestContext(BATCH_ROWS);

  @AfterEach
  void nothingIsLeft() {
    assertThat(pool.usedBytes()).isZero();
  }

  private static List<List<@Nullable Object>> rows(int count) {
    return RandomRows.of(count).rows(SCHEMA, count);
  }

  private static Batch batch(int rows) {
    return Rows.batch(SCHEMA, rows(rows));
  }

  private static ExchangeSource leaf(Distribution distribution) {
    return new ExchangeSource(7, 0, distribution, SCHEMA);
  }

  private List<Source> sources(LocalExchange exchange, Distribution distribution, int tasks) {
    ExchangeReceivers receivers = exchange.addConsumer(leaf(distribution), tasks, pool);
    List<Source> sources = new ArrayList<>();
    for (int t = 0; t < tasks; t++) {
      sources.add(receivers.create(context.task(t, tasks, () -> {}), NOBODY));
    }
    return sources;
  }

  /// Everything a source yields until it blocks or ends.
  private static List<List<@Nullable Object>> drain(Source source) {
    CollectingOutput out = CollectingOutput.endless(SCHEMA);
    Source.Step step = Source.Step.EMITTED;
    while (step == Source.Step.EMITTED || step == Source.Step.WORKED) {
      out.beginCall();
      step = source.next(out);
    }
    return Rows.of(SCHEMA, out.batches());
  }

  private static Source.Step step(Source source) {
    return source.next(CollectingOutput.endless(SCHEMA));
  }

  @Test
  void equalKeysMeetAndNoRowIsLost() {
    LocalExchange exchange = new LocalExchange(2, BATCH_ROWS, false);
    List<Source> sources = sources(exchange, new Hash(List.of(0)), 3);
    List<List<@Nullable Object>> all = new ArrayList<>();
    List<List<@Nullable Object>> received = new ArrayList<>();
    Map<Object, Integer> homes = new HashMap<>();
    List<TaskOutput> outputs = List.of(exchange.output(0, NOBODY), exchange.output(1, NOBODY));
    for (int i = 0; i < 20; i++) {
      List<List<@Nullable Object>> rows = rows(1 + i);
      all.addAll(rows);
      outputs.get(i % 2).emit(Rows.batch(SCHEMA, rows));
      if (i == 19) {
        outputs.forEach(TaskOutput::end);
      }
      for (int task = 0; task < 3; task++) {
        for (List<@Nullable Object> row : drain(sources.get(task))) {
          received.add(row);
          assertThat(homes.computeIfAbsent(row.getFirst() + "", _ -> -1)).isIn(-1, task);
          homes.put(row.getFirst() + "", task);
        }
      }
    }
    assertThat(Rows.sorted(received)).isEqualTo(Rows.sorted(all));
    assertThat(new ArrayList<>(homes.values())).contains(0, 1, 2);
    assertThat(sources).allSatisfy(s -> assertThat(step(s)).isEqualTo(Source.Step.FINISHED));
  }

  @Test
  void aBroadcastReachesEveryTask() {
    LocalExchange exchange = new LocalExchange(1, BATCH_ROWS, false);
    List<Source> sources = sources(exchange, new Broadcast(), 3);
    TaskOutput output = exchange.output(0, NOBODY);
    output.emit(batch(5));
    output.end();
    assertThat(sources).allSatisfy(s -> assertThat(drain(s)).isEqualTo(Rows.canonical(rows(5))));
  }

  @Test
  void roundRobinPassesByAFullQueue() {
    LocalExchange exchange = new LocalExchange(1, BATCH_ROWS, false);
    List<Source> sources = sources(exchange, new RoundRobin(), 2);
    TaskOutput output = exchange.output(0, NOBODY);
    int sent = 0;
    while (!output.isFull()) {
      output.emit(batch(1));
      sent++;
      drain(sources.get(1));
      if (sent == 100) {
        break;
      }
    }
    assertThat(sent).isEqualTo(100);
    sources.forEach(Source::close);
    assertThat(output.isSatisfied()).isTrue();
  }

  @Test
  void aFullQueueWakesItsProducerWhenHalfIsTaken() {
    LocalExchange exchange = new LocalExchange(1, BATCH_ROWS, false);
    Source source = sources(exchange, new Gather(List.of()), 1).getFirst();
    AtomicInteger wakes = new AtomicInteger();
    TaskOutput output = exchange.output(0, wakes::incrementAndGet);
    while (!output.isFull()) {
      output.emit(batch(1));
    }
    step(source);
    assertThat(wakes).hasValue(0);
    drain(source);
    assertThat(wakes).hasValue(1);
    assertThat(output.isFull()).isFalse();
  }

  @Test
  void anEmptyQueueWakesItsConsumer() {
    LocalExchange exchange = new LocalExchange(1, BATCH_ROWS, false);
    AtomicInteger wakes = new AtomicInteger();
    Source source =
        exchange
            .addConsumer(leaf(new Gather(List.of())), 1, pool)
            .create(context.task(), wakes::incrementAndGet);
    TaskOutput output = exchange.output(0, NOBODY);
    assertThat(step(source)).isEqualTo(Source.Step.BLOCKED);
    output.emit(batch(1));
    output.emit(batch(1));
    assertThat(wakes).hasValue(1);
    assertThat(drain(source)).hasSize(2);
    output.end();
    assertThat(wakes).as("also told of the end").hasValue(2);
    assertThat(step(source)).isEqualTo(Source.Step.FINISHED);
  }

  @Test
  void aPlainGatherEndsInTheOtherTasksAtOnce() {
    LocalExchange exchange = new LocalExchange(2, BATCH_ROWS, false);
    List<Source> sources = sources(exchange, new Gather(List.of()), 2);
    assertThat(step(sources.get(1))).isEqualTo(Source.Step.FINISHED);
    assertThat(step(sources.get(0))).isEqualTo(Source.Step.BLOCKED);
  }

  @Test
  void aMergeKeepsTheOrderAndWaitsForEveryProducer() {
    List<SortKey> order = List.of(SortKey.ascending(0));
    LocalExchange exchange = new LocalExchange(2, BATCH_ROWS, false);
    Source source = sources(exchange, new Gather(order), 1).getFirst();
    TaskOutput even = exchange.output(0, NOBODY);
    TaskOutput odd = exchange.output(1, NOBODY);
    even.emit(Rows.batch(SCHEMA, List.of(List.of(0L, "a"), List.of(2L, "b"), List.of(4L, "c"))));
    assertThat(step(source)).isEqualTo(Source.Step.BLOCKED);
    odd.emit(Rows.batch(SCHEMA, List.of(List.of(1L, "x"), List.of(2L, "y"))));
    assertThat(drain(source)).extracting(List::getFirst).isEqualTo(List.of(0L, 1L, 2L, 2L));
    odd.end();
    assertThat(drain(source)).extracting(List::getFirst).isEqualTo(List.of(4L));
    even.end();
    assertThat(step(source)).isEqualTo(Source.Step.FINISHED);
  }

  @Test
  void withTwoConsumersTheSlowOneDoesNotHoldUpTheOther() {
    LocalExchange exchange = new LocalExchange(1, BATCH_ROWS, false);
    Source slow = sources(exchange, new Gather(List.of()), 1).getFirst();
    Source fast = sources(exchange, new Gather(List.of()), 1).getFirst();
    TaskOutput output = exchange.output(0, NOBODY);
    for (int i = 0; i < 50; i++) {
      assertThat(output.isFull()).isFalse();
      output.emit(batch(2));
      assertThat(drain(fast)).hasSize(2);
    }
    fast.close();
    assertThat(output.isFull()).as("only the slow one is left").isTrue();
    assertThat(output.isSatisfied()).isFalse();
    assertThat(drain(slow)).hasSize(100);
    slow.close();
    assertThat(output.isSatisfied()).isTrue();
  }

  @Test
  void waitingBatchesCountAndBelongToTheConsumer() {
    MemoryPool small = pool.child("the query", 2000);
    LocalExchange exchange = new LocalExchange(1, BATCH_ROWS, false);
    exchange.addConsumer(leaf(new Gather(List.of())), 1, small);
    TaskOutput output = exchange.output(0, NOBODY);
    output.emit(batch(10));
    assertThat(small.usedBytes()).isPositive();
    assertThatThrownBy(() -> output.emit(batch(200)))
        .isInstanceOf(ThalwegException.class)
        .hasMessageContaining("ExchangeSource #7");
    exchange.close();
  }
}
