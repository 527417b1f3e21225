package io.thalweg.exec.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.kernel.RowHash;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.testing.HarnessRun.Room;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The tasks of a continuous operator between its start, or a restore, and its close.
final class ChangelogTasks {
  /// How tasks are run.
  ///
  /// @param tasks their number
  record Shape(int tasks, int batchRows, Room room, long seed) {}

  private static final long EPOCH_MICROS = 200_000;
  private static final int STUCK_AFTER = 100_000;

  private final List<ChangelogInput> inputs;
  private final Schema output;
  private final Shape shape;
  private final TestContext context;
  private final OperatorFactory factory;
  private final Random random;
  private final List<Operator> operators = new ArrayList<>();
  private final List<CollectingOutput> outputs = new ArrayList<>();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private final boolean[] ended;
  private final Map<List<@Nullable Object>, Integer> accumulated;

  /// @param accumulated what was emitted before; grows
  ChangelogTasks(
      Function<FactoryContext, OperatorFactory> factories,
      NodeStream stream,
      List<ChangelogInput> inputs,
      Schema output,
      Shape shape,
      Map<List<@Nullable Object>, Integer> accumulated) {
    this.inputs = inputs;
    this.output = output;
    this.shape = shape;
    this.accumulated = accumulated;
    this.random = new Random(shape.seed());
    this.context = new TestContext(shape.batchRows()).continuous(stream);
    this.factory = factories.apply(context);
    this.ended = new boolean[inputs.size()];
    for (int task = 0; task < shape.tasks(); task++) {
      operators.add(
          new CheckedOperator(
              factory.create(context.task(task, shape.tasks(), () -> {})), inputs.size()));
      outputs.add(new CollectingOutput(output, this::fills));
    }
  }

  private boolean fills() {
    return switch (shape.room()) {
      case ALWAYS -> false;
      case NONE_AFTER_EVERY_BATCH -> true;
      case RANDOM -> random.nextBoolean();
    };
  }

  private IntPredicate owned(int task) {
    return vnode -> vnode * shape.tasks() / RowHash.VNODES == task;
  }

  void restore(RecordedState state) {
    for (int task = 0; task < operators.size(); task++) {
      operators.get(task).restore(state.reader(owned(task)));
    }
  }

  /// Hands all tasks one epoch, in random order of inputs, up to and with the barrier's output.
  ///
  /// @param consolidated no row may leave both inserted and retracted at the barrier
  void epoch(int epoch, boolean consolidated) {
    List<List<Deque<Batch>>> batches = new ArrayList<>();
    for (ChangelogInput input : inputs) {
      batches.add(
          input.batches(epoch, shape.tasks(), shape.batchRows(), shape.seed() + 31L * epoch));
    }
    for (int task = 0; task < operators.size(); task++) {
      int own = task;
      feed(task, batches.stream().map(input -> input.get(own)).toList());
      watermark(epoch).ifPresent(operators.get(task)::watermark);
      operators.get(task).barrier(new Barrier(epoch + 1L, true, (epoch + 1) * EPOCH_MICROS));
      List<Batch> flushed = drain(task);
      if (consolidated) {
        checkConsolidated(flushed, epoch);
      }
    }
    for (int i = 0; i < inputs.size(); i++) {
      ended[i] |= inputs.get(i).bounded();
    }
  }

  private void feed(int task, List<Deque<Batch>> batches) {
    Operator operator = operators.get(task);
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      if (!batches.get(i).isEmpty() || (inputs.get(i).bounded() && !ended[i])) {
        open.add(i);
      }
    }
    int refused = 0;
    while (!open.isEmpty()) {
      int input = open.get(random.nextInt(open.size()));
      if (!operator.accepts(input)) {
        assertThat(++refused).as("inputs refused in turn: stuck").isLessThan(STUCK_AFTER);
        continue;
      }
      Batch batch = batches.get(input).poll();
      if (batch != null) {
        call(task, out -> operator.accept(input, batch, out));
      } else {
        call(task, out -> operator.end(input, out));
      }
      drain(task);
      advanceSnapshot(task);
      if (batches.get(input).isEmpty() && (batch == null || !inputs.get(input).bounded())) {
        open.remove((Integer) input);
      }
    }
  }

  private OptionalLong watermark(int epoch) {
    return inputs.stream()
        .filter(input -> !input.bounded() && epoch < input.changelog().epochs().size())
        .map(input -> input.changelog().epochs().get(epoch).watermark())
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .min();
  }

  /// One call of an operator that may emit.
  private interface Call {
    void run(CollectingOutput out);
  }

  private void call(int task, Call call) {
    CollectingOutput out = outputs.get(task);
    out.makeRoom();
    out.beginCall();
    call.run(out);
  }

  /// Drains, and returns what has been emitted since the last time.
  private List<Batch> drain(int task) {
    CollectingOutput out = outputs.get(task);
    boolean done = false;
    for (int i = 0; !done; i++) {
      assertThat(i).as("calls of drain: stuck").isLessThan(STUCK_AFTER);
      out.makeRoom();
      out.beginCall();
      done = operators.get(task).drain(out);
    }
    out.makeRoom();
    List<Batch> emitted = List.copyOf(out.batches());
    out.batches().clear();
    emitted.forEach(this::accumulate);
    return emitted;
  }

  private void accumulate(Batch batch) {
    forEach(
        batch,
        (row, weight) -> {
          accumulated.merge(row, weight, Integer::sum);
          accumulated.remove(row, 0);
        });
  }

  private interface Weighted {
    void row(List<@Nullable Object> row, int weight);
  }

  private void forEach(Batch batch, Weighted action) {
    int @Nullable [] weights = batch.weights();
    List<List<@Nullable Object>> rows = Rows.of(output, batch.withWeights(null));
    for (int i = 0; i < rows.size(); i++) {
      int weight = weights == null ? 1 : weights[batch.row(i)];
      assertThat(weight).as("weight of %s", rows.get(i)).isNotZero();
      action.row(rows.get(i), weight);
    }
  }

  private void checkConsolidated(List<Batch> flushed, int epoch) {
    Map<List<@Nullable Object>, Integer> signs = new HashMap<>();
    for (Batch batch : flushed) {
      forEach(
          batch,
          (row, weight) ->
              assertThat(signs.merge(row, Integer.signum(weight), (a, b) -> a * b < 0 ? 0 : a))
                  .as("epoch %d retracts and inserts %s at its barrier", epoch, row)
                  .isNotZero());
    }
  }

  /// Writes the state after a barrier.
  void snapshot(RecordedState state, boolean full) {
    for (int task = 0; task < operators.size(); task++) {
      operators.get(task).snapshot(state.writer(full, owned(task)));
    }
  }

  /// Begins to write the state after a barrier; pieces follow while the tasks go on.
  void beginSnapshot(RecordedState state, boolean full) {
    for (int task = 0; task < operators.size(); task++) {
      snapshots.add(operators.get(task).beginSnapshot(state.writer(full, owned(task))));
    }
  }

  /// Writes what is left of the snapshots begun.
  void finishSnapshot() {
    snapshots.forEach(Snapshot::finish);
    snapshots.clear();
  }

  private void advanceSnapshot(int task) {
    if (!snapshots.isEmpty() && random.nextInt(3) == 0) {
      snapshots.get(task).advance();
    }
  }

  /// Ends the inputs that have not ended, and runs dry.
  void end() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, inputs.size()).boxed().toList());
    Collections.shuffle(order, random);
    for (int task = 0; task < operators.size(); task++) {
      Operator operator = operators.get(task);
      List<Integer> open = new ArrayList<>(order.stream().filter(input -> !ended[input]).toList());
      while (!open.isEmpty()) {
        int input = open.stream().filter(operator::accepts).findFirst().orElseThrow();
        call(task, out -> operator.end(input, out));
        drain(task);
        open.remove((Integer) input);
      }
    }
  }

  /// Closes and checks that no memory is left.
  void close() {
    operators.forEach(Operator::close);
    factory.close();
    assertThat(context.memory().usedBytes()).as("bytes left after close").isZero();
  }
}
