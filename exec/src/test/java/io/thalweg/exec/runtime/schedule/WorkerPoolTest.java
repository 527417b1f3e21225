package io.thalweg.exec.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

final class WorkerPoolTest {

  private record Step(Object group, Runnable action, boolean isUrgent)
      implements Scheduler.Steppable {
    private Step(Object group, Runnable action) {
      this(group, action, false);
    }

    @Override
    public void run() {
      action.run();
    }
  }

  @Test
  void queriesTakeTurns() throws InterruptedException {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch begin = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(8);
    try (WorkerPool pool = new WorkerPool(1)) {
      pool.submit(new Step("first", () -> await(begin)));
      for (String query : List.of("a", "a", "a", "a", "a", "b", "b", "c")) {
        pool.submit(
            new Step(
                query,
                () -> {
                  order.add(query);
                  done.countDown();
                }));
      }
      begin.countDown();
      done.await();
    }
    assertThat(order).containsExactly("a", "b", "c", "a", "b", "a", "a", "a");
  }

  @Test
  void urgentTasksGoBeforeOthersOfTheirQueryOnly() throws InterruptedException {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch begin = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(6);
    try (WorkerPool pool = new WorkerPool(1)) {
      pool.submit(new Step("first", () -> await(begin)));
      for (String name : List.of("b1", "a1", "a2", "a3!", "b2", "a4!")) {
        Runnable action =
            () -> {
              order.add(name);
              done.countDown();
            };
        pool.submit(new Step(name.substring(0, 1), action, name.endsWith("!")));
      }
      begin.countDown();
      done.await();
    }
    assertThat(order).containsExactly("b1", "a3!", "b2", "a4!", "a1", "a2");
  }

  @Test
  void aTaskThatGoesOnLetsOthersRunToo() throws InterruptedException {
    CountDownLatch other = new CountDownLatch(1);
    try (WorkerPool pool = new WorkerPool(2)) {
      Step[] again = new Step[1];
      again[0] = new Step("busy", () -> pool.submit(again[0]));
      pool.submit(again[0]);
      pool.submit(new Step("other", other::countDown));
      other.await();
    }
    assertThat(other.getCount()).isZero();
  }

  @Test
  void blockingCallsRunElsewhereAndTellTheirErrors() throws Exception {
    try (WorkerPool pool = new WorkerPool(1)) {
      assertThat(pool.blocking().start(() -> Thread.currentThread().isVirtual()).get()).isTrue();
      assertThatThrownBy(
              () ->
                  pool.blocking()
                      .start(
                          () -> {
                            throw new IllegalStateException("no");
                          })
                      .get())
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("no");
    }
  }

  @Test
  void nothingRunsAfterClose() {
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    WorkerPool pool = new WorkerPool(2);
    pool.close();
    pool.submit(new Step("late", () -> ran.add("late")));
    pool.close();
    assertThat(ran).isEmpty();
    assertThat(pool.runOne()).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
