package io.thalweg.exec.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.memory.MemoryPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PendingRowsTest {
  private final MemoryPool memory = MemoryPool.root("test", 1000);
  private final PendingRows pending = new PendingRows(memory, 100);

  @Test
  void rowsThatAreOnlyCollectedFillNobody() {
    assertThat(pending.tryTake(500)).isTrue();
    assertThat(pending.isFull()).isFalse();
    pending.submitted(99);
    assertThat(pending.isFull()).isFalse();
    pending.submitted(1);
    assertThat(pending.isFull()).isTrue();
  }

  @Test
  void whoWaitsIsToldWhenThereIsRoomAgain() {
    AtomicInteger told = new AtomicInteger();
    pending.whenRoom(told::incrementAndGet);
    assertThat(pending.tryTake(300)).isTrue();
    pending.submitted(300);
    pending.written(150);
    assertThat(told).hasValue(0);
    pending.written(100);
    assertThat(told).hasValue(1);
    pending.written(50);
    assertThat(told).hasValue(1);
    assertThat(memory.usedBytes()).isZero();
  }

  @Test
  void bytesCountAgainstTheMemory() {
    assertThat(pending.tryTake(1000)).isTrue();
    assertThat(pending.tryTake(1)).isFalse();
    pending.giveBack(1000);
    assertThat(memory.usedBytes()).isZero();
  }
}
