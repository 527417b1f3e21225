package io.thalweg.exec.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.port.Clock;
import io.thalweg.exec.checkpoint.CheckpointConfig.Policy;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.runtime.Executors;
import io.thalweg.exec.runtime.schedule.Scheduler;
import io.thalweg.exec.testing.MemoryStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tasks write at once while segments are written behind them, with much and with little memory.
class ConcurrentTasksTest {
  private static final int TASKS = 4;
  private static final int BATCHES = 300;
  private static final int ROWS = 100;

  @ParameterizedTest
  @ValueSource(longs = {20_000, 200_000, 1L << 30})
  void everyRowOfEveryTaskIsThereOnceAndInOrder(long memoryBytes) {
    MemoryPool memory = MemoryPool.root("test", memoryBytes);
    try (Scheduler scheduler = Executors.workers(1)) {
      CheckpointConfig config =
          new CheckpointConfig(
              new MemoryStore(),
              "checkpoints/x",
              1,
              scheduler.blocking(),
              memory,
              Clock.SYSTEM,
              new Policy(3, 2, 50_000));
      try (StoredCheckpoints checkpoints = StoredCheckpoints.open(config)) {
        for (int epoch = 1; epoch <= 4; epoch++) {
          OpenCheckpoint open = checkpoints.begin(epoch, true);
          List<CompletableFuture<Boolean>> tasks = new ArrayList<>();
          for (int task = 0; task < TASKS; task++) {
            int number = task;
            tasks.add(scheduler.blocking().start(() -> write(open.writer("n", number), number)));
          }
          tasks.forEach(CompletableFuture::join);
          open.complete(CheckpointNotes.NONE).join();
          try (Restored restored = checkpoints.latest().orElseThrow()) {
            for (int task = 0; task < TASKS; task++) {
              check(restored, task);
            }
          }
        }
      }
    }
    assertThat(memory.usedBytes()).isZero();
  }

  /// Task `t` owns vnode `t`.
  private static boolean write(StateWriter writer, int task) {
    for (int i = 0; i < BATCHES; i++) {
      long[] values = new long[ROWS];
      for (int row = 0; row < ROWS; row++) {
        values[row] = (long) i * ROWS + row;
      }
      writer.write("p", task, Batch.of(ROWS, new LongColumn(ROWS, values, null)));
    }
    return true;
  }

  private static void check(Restored restored, int task) {
    long expected = 0;
    Iterator<Batch> batches = restored.reader("n", vnode -> vnode == task).read("p");
    while (batches.hasNext()) {
      Batch batch = batches.next();
      for (int row = 0; row < batch.length(); row++) {
        assertThat(((LongColumn) batch.column(0)).values()[row]).isEqualTo(expected++);
      }
    }
    assertThat(expected).isEqualTo((long) BATCHES * ROWS);
  }
}
