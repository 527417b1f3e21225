package io.thalweg.exec.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.Signal;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.data.Signal.Watermark;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ChannelQueueTest {
  private static final int CAPACITY = 2;
  private static final Wakeable NOBODY = () -> {};

  private final MemoryPool pool = MemoryPool.root("the test", 1L << 20);
  private final ChannelQueue queue = new ChannelQueue(CAPACITY, pool.reservation("the queue"), 3);
  private final List<Inlet> inlets = new ArrayList<>();

  @BeforeEach
  void connect() {
    for (int i = 0; i < 3; i++) {
      inlets.add(queue.inlet(i, NOBODY));
    }
  }

  @AfterEach
  void nothingIsLeft() {
    queue.close();
    assertThat(pool.usedBytes()).isZero();
  }

  private static Batch row(long value) {
    return Batch.of(1, new LongColumn(1, new long[] {value}, null));
  }

  private static Barrier barrier(long epoch) {
    return new Barrier(epoch, false, epoch * 1000);
  }

  /// What comes out until the queue blocks or ends, as text.
  private List<String> taken() {
    List<String> taken = new ArrayList<>();
    Output out =
        new Output() {
          @Override
          public void emit(Batch batch) {
            taken.add("row " + ((LongColumn) batch.column(0)).values()[0]);
          }

          @Override
          public void watermark(long micros) {
            taken.add(micros == Watermark.IDLE ? "idle" : "watermark " + micros);
          }

          @Override
          public void barrier(Barrier barrier) {
            taken.add("barrier " + barrier.epoch());
          }

          @Override
          public boolean isFull() {
            return false;
          }
        };
    Source.Step step = queue.poll(out);
    while (step == Source.Step.EMITTED) {
      step = queue.poll(out);
    }
    if (step == Source.Step.FINISHED) {
      taken.add("end");
    }
    return taken;
  }

  private void all(Signal signal) {
    inlets.forEach(inlet -> inlet.put(signal));
  }

  @Test
  void whatIsBehindABarrierWaitsUntilAllHaveReachedIt() {
    inlets.get(0).put(row(1));
    inlets.get(0).put(barrier(1));
    inlets.get(0).put(row(2));
    inlets.get(1).put(barrier(1));
    assertThat(taken()).containsExactly("row 1");
    assertThat(queue.hasNews()).isFalse();
    inlets.get(2).put(row(3));
    inlets.get(2).put(barrier(1));
    assertThat(queue.hasNews()).isTrue();
    assertThat(taken()).containsExactly("row 3", "barrier 1", "row 2");
  }

  @Test
  void aHeldChannelLeavesTheOthersTheirRoom() {
    inlets.get(0).put(barrier(1));
    for (int i = 0; i < CAPACITY; i++) {
      assertThat(inlets.get(0).isFull()).isFalse();
      inlets.get(0).put(row(i));
    }
    assertThat(taken()).isEmpty();
    assertThat(inlets.get(0).isFull()).isTrue();
    for (int i = 0; i < 10; i++) {
      assertThat(inlets.get(1).isFull()).isFalse();
      inlets.get(1).put(row(10 + i));
      assertThat(taken()).containsExactly("row " + (10 + i));
    }
  }

  @Test
  void signalsFindRoomInAFullChannel() {
    for (int i = 0; i < CAPACITY; i++) {
      inlets.forEach(inlet -> inlet.put(row(0)));
    }
    assertThat(inlets).allSatisfy(inlet -> assertThat(inlet.isFull()).isTrue());
    all(barrier(1));
    assertThat(taken()).hasSize(3 * CAPACITY + 1).endsWith("barrier 1");
  }

  @Test
  void aChannelThatHasEndedCountsAsThere() {
    inlets.get(0).end();
    inlets.get(1).put(row(1));
    inlets.get(1).end();
    inlets.get(2).put(barrier(1));
    assertThat(taken()).containsExactly("row 1", "barrier 1");
    inlets.get(2).end();
    assertThat(taken()).containsExactly("end");
  }

  @Test
  void theWatermarkIsTheLeastOfThoseThatHoldIt() {
    inlets.get(0).put(new Watermark(50));
    inlets.get(1).put(new Watermark(30));
    all(barrier(1));
    assertThat(taken()).as("one has none yet").containsExactly("barrier 1");
    inlets.get(2).put(new Watermark(40));
    all(barrier(2));
    assertThat(taken()).containsExactly("watermark 30", "barrier 2");
    inlets.get(1).put(new Watermark(Watermark.IDLE));
    all(barrier(3));
    assertThat(taken()).containsExactly("watermark 40", "barrier 3");
    inlets.get(1).put(new Watermark(35));
    all(barrier(4));
    assertThat(taken()).as("never falls").containsExactly("barrier 4");
    all(new Watermark(Watermark.IDLE));
    all(barrier(5));
    assertThat(taken()).containsExactly("idle", "barrier 5");
    inlets.get(0).end();
    inlets.get(1).put(new Watermark(45));
    inlets.get(1).put(barrier(6));
    inlets.get(2).put(barrier(6));
    assertThat(taken()).containsExactly("watermark 45", "barrier 6");
  }

  @Test
  void aProducerThatWaitsIsWokenWhenHalfOfItsRoomIsFree() {
    AtomicInteger wakes = new AtomicInteger();
    Inlet inlet = queue.inlet(0, wakes::incrementAndGet);
    while (!inlet.isFull()) {
      inlet.put(row(1));
    }
    assertThat(taken()).hasSize(CAPACITY);
    assertThat(wakes).hasValue(1);
  }

  @Test
  void aConsumerThatWaitsIsWoken() {
    AtomicInteger wakes = new AtomicInteger();
    queue.setConsumer(wakes::incrementAndGet);
    assertThat(taken()).isEmpty();
    inlets.get(0).put(barrier(1));
    assertThat(wakes).hasValue(1);
    assertThat(taken()).isEmpty();
    inlets.get(1).end();
    assertThat(wakes).hasValue(2);
  }
}
