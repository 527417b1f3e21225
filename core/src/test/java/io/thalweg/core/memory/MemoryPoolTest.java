package io.thalweg.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MemoryPoolTest {
  @Test
  void theErrorNamesTheOperatorAndThePoolWithoutRoom() {
    MemoryPool process = MemoryPool.root("the process", 1000);
    MemoryPool query = process.child("the query", 700);
    MemoryReservation sort = query.reservation("Sort #1");
    sort.add(600);
    assertThatThrownBy(() -> sort.add(101))
        .hasMessageContaining("Sort #1 needs 101 more bytes, but the query has 600 of 700");

    MemoryReservation other = process.child("another", 700).reservation("Sort #2");
    assertThatThrownBy(() -> other.add(401))
        .hasMessageContaining("Sort #2 needs 401 more bytes, but the process has 600 of 1,000");
    other.add(400);
    assertThat(process.usedBytes()).isEqualTo(1000);
  }

  @Test
  void whatIsRefusedIsNotInUse() {
    MemoryPool process = MemoryPool.root("the process", 100);
    MemoryPool query = process.child("the query", 1000);
    MemoryReservation reservation = query.reservation("Sort #1");
    assertThat(reservation.tryAdd(101)).isFalse();
    assertThat(query.usedBytes()).isZero();
    assertThat(query.peakBytes()).isZero();
    assertThat(reservation.heldBytes()).isZero();
  }

  @Test
  void oneThatIsRefusedKeepsNothingFromAnother() throws Exception {
    MemoryPool pool = MemoryPool.root("the process", 1000);
    AtomicBoolean ended = new AtomicBoolean();
    CompletableFuture<Void> greedy =
        CompletableFuture.runAsync(
            () -> {
              MemoryReservation large = pool.reservation("Sort #1");
              while (!ended.get()) {
                assertThat(large.tryAdd(1001)).isFalse();
              }
            });
    try (MemoryReservation small = pool.reservation("Sort #2")) {
      for (int i = 0; i < 200_000; i++) {
        small.add(10);
        small.add(-10);
      }
    } finally {
      ended.set(true);
    }
    greedy.get();
    assertThat(pool.usedBytes()).isZero();
  }
}
