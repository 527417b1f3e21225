package io.thalweg.exec.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.OperatorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Replays one operator under everything the runtime may do to it: batches of 1, 7, 64 and 2,048
/// rows; inputs behind selections and as dictionaries or constants; an output that is full after
/// every batch, or at random; several tasks stepping in random order; an end (close) at every step;
/// all of that with everything in memory and with everything in files.
///
/// The result must be the same each time, the call order must be legal, the memory pool must return
/// to zero, and no file must be left.
///
/// ```
/// new OperatorHarness(context -> new FooFactory(node, context), node.schema())
///     .input(left.schema(), leftRows)
///     .input(right.schema(), rightRows)
///     .yields(expectedRows);
/// ```
public final class OperatorHarness {
  private static final int[] BATCH_ROWS = {1, 7, 64, 2048};
  private static final int MAX_CLOSES = 150;

  private final Function<FactoryContext, OperatorFactory> factory;
  private final Schema output;
  private final List<HarnessInput> inputs = new ArrayList<>();
  private int tasks = 1;
  private long memoryBytes = 1L << 32;

  public OperatorHarness(Function<FactoryContext, OperatorFactory> factory, Schema output) {
    this.factory = factory;
    this.output = output;
  }

  /// The next input, with these rows in this order.
  public OperatorHarness input(Schema schema, List<List<@Nullable Object>> rows) {
    inputs.add(new HarnessInput(schema, rows, (row, index) -> index));
    return this;
  }

  /// The next input; `task` says to which task a row goes (modulo the number of tasks).
  ///
  /// @param task of the row and its position; negative: to every task
  public OperatorHarness input(
      Schema schema,
      List<List<@Nullable Object>> rows,
      BiFunction<List<@Nullable Object>, Integer, Integer> task) {
    inputs.add(new HarnessInput(schema, rows, task));
    return this;
  }

  /// Runs the operator as so many tasks; rows go to them in turn unless the input says otherwise.
  public OperatorHarness tasks(int count) {
    tasks = count;
    return this;
  }

  public OperatorHarness memory(long bytes) {
    memoryBytes = bytes;
    return this;
  }

  /// The output, in any order.
  public void yields(List<? extends List<? extends @Nullable Object>> expected) {
    List<List<@Nullable Object>> sorted = Rows.sorted(expected);
    check(rows -> assertThat(Rows.sorted(rows)).isEqualTo(sorted));
  }

  /// The output, in this order (tasks one after the other).
  public void yieldsInOrder(List<? extends List<? extends @Nullable Object>> expected) {
    List<List<@Nullable Object>> canonical = Rows.canonical(expected);
    check(rows -> assertThat(rows).isEqualTo(canonical));
  }

  /// Every run's output satisfies `check`; then closes runs at every step.
  public void check(Consumer<List<List<@Nullable Object>>> check) {
    long seed = 0;
    for (int batchRows : BATCH_ROWS) {
      for (HarnessRun.Room room : HarnessRun.Room.values()) {
        check(run(batchRows, room, false, ++seed), check);
      }
      check(run(batchRows, HarnessRun.Room.RANDOM, true, ++seed), check);
    }
    closeEverywhere(false);
    closeEverywhere(true);
  }

  private static void check(HarnessRun run, Consumer<List<List<@Nullable Object>>> check) {
    List<List<@Nullable Object>> rows = described(run, run::finish);
    described(
        run,
        () -> {
          check.accept(rows);
          return rows;
        });
  }

  /// Every run fails with this code and leaves no memory behind.
  public void failsWith(ErrorCode code) {
    long seed = 0;
    for (int batchRows : BATCH_ROWS) {
      HarnessRun run = run(batchRows, HarnessRun.Room.RANDOM, false, ++seed);
      Throwable thrown = catchThrowable(run::finish);
      assertThat(thrown).as(run.toString()).isInstanceOf(ThalwegException.class);
      assertThat(((ThalwegException) thrown).code()).as(thrown.getMessage()).isEqualTo(code);
      run.close();
    }
  }

  private void closeEverywhere(boolean spills) {
    HarnessRun whole = run(7, HarnessRun.Room.RANDOM, spills, 99);
    whole.finish();
    int steps = whole.steps();
    int stride = Math.max(1, steps / MAX_CLOSES);
    for (int stop = 0; stop <= steps; stop += stride) {
      HarnessRun run = run(7, HarnessRun.Room.RANDOM, spills, 99);
      for (int i = 0; i < stop; i++) {
        run.step();
      }
      run.close();
    }
  }

  private HarnessRun run(int batchRows, HarnessRun.Room room, boolean spills, long seed) {
    return new HarnessRun(
        factory, inputs, output, tasks, memoryBytes, batchRows, room, spills, seed);
  }

  private static <T> T described(HarnessRun run, java.util.function.Supplier<T> action) {
    try {
      return action.get();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(run + ": " + e.getMessage(), e);
    }
  }
}
