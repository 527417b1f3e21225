package io.thalweg.exec.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.OperatorFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One run of an operator in the harness: its tasks step in random order until all have finished.
final class HarnessRun {
  /// When the output is full.
  enum Room {
    ALWAYS,
    NONE_AFTER_EVERY_BATCH,
    RANDOM
  }

  private static final int STUCK_AFTER = 10_000;

  private final String description;
  private final TestContext context;
  private final TestSpace space = new TestSpace(true, Long.MAX_VALUE);
  private final OperatorFactory factory;
  private final Schema output;
  private final Random random;
  private final List<HarnessTask> tasks = new ArrayList<>();
  private int steps;
  private int idleSteps;
  private boolean closed;

  HarnessRun(
      Function<FactoryContext, OperatorFactory> factory,
      List<HarnessInput> inputs,
      Schema output,
      int taskCount,
      long memoryBytes,
      int batchRows,
      Room room,
      boolean spills,
      long seed) {
    String files = spills ? ", all in files" : "";
    this.description = "batches of " + batchRows + ", room " + room + ", seed " + seed + files;
    this.context = new TestContext(batchRows, memoryBytes, Map.of());
    if (spills) {
      context.spilling(space.space());
    }
    this.factory = factory.apply(context);
    this.output = output;
    this.random = new Random(seed);
    List<List<List<Batch>>> batches =
        inputs.stream().map(input -> input.batches(taskCount, batchRows, seed)).toList();
    for (int t = 0; t < taskCount; t++) {
      List<Deque<Batch>> own = new ArrayList<>();
      for (List<List<Batch>> input : batches) {
        own.add(new ArrayDeque<>(input.get(t)));
      }
      CollectingOutput out = new CollectingOutput(output, () -> fills(room));
      CheckedOperator operator =
          new CheckedOperator(
              this.factory.create(context.task(t, taskCount, () -> {})), inputs.size());
      tasks.add(new HarnessTask(operator, own, out, random));
    }
  }

  private boolean fills(Room room) {
    return switch (room) {
      case ALWAYS -> false;
      case NONE_AFTER_EVERY_BATCH -> true;
      case RANDOM -> random.nextBoolean();
    };
  }

  int steps() {
    return steps;
  }

  /// One step of a random task. No effect once all have finished.
  void step() {
    List<HarnessTask> running = tasks.stream().filter(task -> !task.isFinished()).toList();
    if (running.isEmpty()) {
      return;
    }
    steps++;
    boolean worked = running.get(random.nextInt(running.size())).step();
    idleSteps = worked ? 0 : idleSteps + 1;
    assertThat(idleSteps).as("steps of all tasks without progress: stuck").isLessThan(STUCK_AFTER);
  }

  /// Runs to the end, closes, and returns the rows, task by task.
  List<List<@Nullable Object>> finish() {
    try {
      while (tasks.stream().anyMatch(task -> !task.isFinished())) {
        step();
      }
    } finally {
      close();
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    tasks.forEach(task -> rows.addAll(Rows.of(output, task.output().batches())));
    return rows;
  }

  /// Closes what is open and checks that no memory is left.
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    tasks.forEach(HarnessTask::close);
    factory.close();
    assertThat(context.memory().usedBytes()).as("bytes left after close").isZero();
    assertThat(space.files()).as("files left after close").isZero();
  }

  @Override
  public String toString() {
    return description;
  }
}
