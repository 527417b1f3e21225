package io.thalweg.exec.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.spill.SpillingFactory;
import io.thalweg.exec.testing.ChangelogTasks.Shape;
import io.thalweg.exec.testing.HarnessRun.Room;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Replays one continuous operator: batches of 1, 7, 64 and 2,048 rows, behind selections, as
/// dictionaries and constants; an output that is full after every batch, or at random; as one task
/// and as three, rows placed by vnode; restored after every epoch, at another parallelism, from
/// full snapshots and from chains of incremental ones. Operators with keys replay it once more with
/// all of their state in files.
///
/// After every epoch, what was emitted so far must add up to the expected answer over the input so
/// far; at a barrier no row may leave both retracted and inserted; the call order must be legal;
/// and memory must return to zero.
///
/// ```
/// new ChangelogHarness(context -> new FooFactory(node, context), node.schema())
///     .input(Changelog.random(1, RandomRows.of(2).withDomain(5), schema, 8, 40), 0, 1)
///     .matchesBounded();
/// ```
public final class ChangelogHarness {
  private static final int[] BATCH_ROWS = {1, 7, 64, 2048};
  private static final int[] PARALLELISMS = {1, 3, 2};
  private static final IntPredicate ALL_IN_MEMORY = _ -> false;

  private final Function<FactoryContext, OperatorFactory> factory;
  private final Schema output;
  private final List<ChangelogInput> inputs = new ArrayList<>();
  private Optional<NodeStream> stream = Optional.empty();
  private boolean linear;
  private boolean eager;
  private long stateRows = Long.MAX_VALUE;
  private final Map<Integer, Map<List<@Nullable Object>, Integer>> expected = new HashMap<>();
  private final List<TestSpace> spaces = new ArrayList<>();

  /// The input as of the end of an epoch.
  ///
  /// @param inputs the rows of each input
  /// @param watermark the last one handed to the operator
  /// @param ended whether the inputs have ended
  public record Prefix(
      List<List<List<@Nullable Object>>> inputs, OptionalLong watermark, boolean ended) {
    /// The rows of the first input.
    public List<List<@Nullable Object>> rows() {
      return inputs.getFirst();
    }
  }

  public ChangelogHarness(Function<FactoryContext, OperatorFactory> factory, Schema output) {
    this.factory = factory;
    this.output = output;
  }

  /// The next input; rows go to tasks by the hash of the columns `key`. Without key columns there
  /// is only one task.
  public ChangelogHarness input(Changelog changelog, int... key) {
    inputs.add(new ChangelogInput(changelog, key, false));
    return this;
  }

  /// The next input, which ends in the first epoch and is not read again after a restore.
  public ChangelogHarness boundedInput(
      Schema schema, List<List<@Nullable Object>> rows, int... key) {
    Changelog once = Changelog.appendOnly(schema, List.of(rows));
    inputs.add(new ChangelogInput(once, key, true));
    return this;
  }

  /// What the plan says of the node; otherwise that nothing is known.
  public ChangelogHarness stream(NodeStream facts) {
    stream = Optional.of(facts);
    return this;
  }

  /// The operator hands changes on as they come: a row may leave inserted and retracted.
  public ChangelogHarness linear() {
    linear = true;
    return this;
  }

  /// The operator emits some of the changes as rows come: in one whose rows wait for the barrier, a
  /// row may leave inserted and retracted there.
  public ChangelogHarness eager() {
    eager = true;
    return this;
  }

  /// While nothing is restored, a full snapshot never has more rows than that.
  public ChangelogHarness keepsAtMost(long rows) {
    stateRows = rows;
    return this;
  }

  /// After every epoch the output adds up to what the same operator yields, bounded, over the input
  /// so far.
  public void matchesBounded() {
    matches(this::bounded);
  }

  /// After every epoch the output adds up to `answer` over the input so far.
  public void matches(Function<Prefix, List<? extends List<? extends @Nullable Object>>> answer) {
    for (int epoch = 0; epoch <= epochs(); epoch++) {
      expected.put(epoch, counted(Rows.canonical(answer.apply(prefix(epoch)))));
    }
    long seed = 0;
    for (int batchRows : BATCH_ROWS) {
      for (Room room : Room.values()) {
        replay(new Shape(1, batchRows, room, ++seed));
        if (isKeyed()) {
          replay(new Shape(3, batchRows, room, ++seed));
        }
      }
    }
    restoreAfterEveryEpoch(true, ALL_IN_MEMORY);
    restoreAfterEveryEpoch(false, ALL_IN_MEMORY);
    restoreFrom(_ -> true, ALL_IN_MEMORY);
    restoreWhatWasWrittenLater();
    if (isKeyed() && !linear) {
      keepInFiles();
    }
  }

  private void keepInFiles() {
    IntPredicate always = _ -> true;
    replay(new Shape(3, 64, Room.RANDOM, 3), true);
    restoreAfterEveryEpoch(true, always);
    restoreAfterEveryEpoch(false, epoch -> epoch % 2 == 0);
    restoreFrom(epoch -> epoch == epochs() / 2 || epoch == epochs() - 1, always);
    assertThat(spaces.stream().mapToInt(TestSpace::files).sum()).as("files left").isZero();
    assertThat(spaces.stream().mapToLong(TestSpace::writtenBytes).sum())
        .as("bytes written to files")
        .isPositive();
  }

  private List<List<@Nullable Object>> bounded(Prefix prefix) {
    List<HarnessInput> whole = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      whole.add(
          new HarnessInput(
              inputs.get(i).changelog().schema(), prefix.inputs().get(i), (_, index) -> index));
    }
    HarnessRun run = new HarnessRun(factory, whole, output, 1, 1L << 32, 64, Room.ALWAYS, false, 1);
    return run.finish();
  }

  private int epochs() {
    return inputs.stream()
        .filter(input -> !input.bounded())
        .mapToInt(input -> input.changelog().epochs().size())
        .max()
        .orElse(1);
  }

  private boolean isKeyed() {
    return inputs.stream().allMatch(input -> input.key().length > 0);
  }

  private Prefix prefix(int epoch) {
    OptionalLong watermark =
        inputs.stream()
            .filter(input -> !input.bounded())
            .map(input -> input.changelog().epochs())
            .filter(epochs -> epoch < epochs.size())
            .map(epochs -> epochs.get(epoch).watermark())
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .min();
    return new Prefix(
        inputs.stream().map(input -> input.changelog().accumulated(epoch + 1)).toList(),
        watermark,
        epoch == epochs());
  }

  private static Map<List<@Nullable Object>, Integer> counted(List<List<@Nullable Object>> rows) {
    Map<List<@Nullable Object>, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row, 1, Integer::sum));
    return counts;
  }

  private void replay(Shape shape) {
    replay(shape, false);
  }

  private void replay(Shape shape, boolean inFiles) {
    Map<List<@Nullable Object>, Integer> emitted = new HashMap<>();
    described(
        shape + " without a restore" + where(inFiles),
        () -> {
          ChangelogTasks tasks = tasks(shape, inFiles, emitted);
          for (int epoch = 0; epoch < epochs(); epoch++) {
            run(tasks, epoch, emitted, inFiles);
            // What waits in files may be told in several steps.
            if (!inFiles) {
              checkSize(tasks, epoch);
            }
          }
          finish(tasks, emitted);
        });
  }

  private void checkSize(ChangelogTasks tasks, int epoch) {
    if (stateRows < Long.MAX_VALUE) {
      RecordedState state = new RecordedState();
      tasks.snapshot(state, true);
      assertThat(state.rowsWritten())
          .as("rows of state after epoch %d", epoch)
          .isLessThanOrEqualTo(stateRows);
    }
  }

  /// One run in which the tasks of each epoch are others than those of the one before.
  ///
  /// @param inFiles by epoch, whether state is kept in files
  private void restoreAfterEveryEpoch(boolean full, IntPredicate inFiles) {
    Map<List<@Nullable Object>, Integer> emitted = new HashMap<>();
    RecordedState state = new RecordedState();
    for (int epoch = 0; epoch < epochs(); epoch++) {
      Shape shape = shape(epoch);
      int current = epoch;
      described(
          shape
              + " restored after every epoch, full snapshots: "
              + full
              + where(inFiles.test(epoch)),
          () -> {
            ChangelogTasks tasks = tasks(shape, inFiles.test(current), emitted);
            if (current > 0) {
              tasks.restore(state);
            }
            run(tasks, current, emitted, inFiles.test(current));
            tasks.snapshot(state, full || current == 0);
            tasks.close();
          });
    }
  }

  /// One run whose snapshots after some epochs, a full one and those behind it, are restored.
  ///
  /// @param from the epochs
  /// @param inFiles by epoch, whether state is kept in files
  private void restoreFrom(IntPredicate from, IntPredicate inFiles) {
    Shape first = shape(1);
    Map<List<@Nullable Object>, Integer> emitted = new HashMap<>();
    RecordedState state = new RecordedState();
    ChangelogTasks tasks = tasks(first, inFiles.test(0), emitted);
    for (int epoch = 0; epoch < epochs(); epoch++) {
      run(tasks, epoch, emitted, inFiles.test(0));
      tasks.snapshot(state, epoch == 0);
      if (!from.test(epoch)) {
        continue;
      }
      RecordedState copy = state.copy();
      Map<List<@Nullable Object>, Integer> before = new HashMap<>(emitted);
      int behind = epoch + 1;
      Shape shape = shape(epoch + 2);
      described(
          shape + " restored from epoch " + epoch + " of " + first + where(inFiles.test(behind)),
          () -> {
            ChangelogTasks restored = tasks(shape, inFiles.test(behind), before);
            restored.restore(copy);
            for (int next = behind; next < epochs(); next++) {
              run(restored, next, before, inFiles.test(behind));
            }
            finish(restored, before);
          });
    }
    tasks.close();
  }

  /// One run whose snapshots are each written during the next epoch, and then restored.
  private void restoreWhatWasWrittenLater() {
    Shape first = shape(2);
    Map<List<@Nullable Object>, Integer> emitted = new HashMap<>();
    RecordedState state = new RecordedState();
    ChangelogTasks tasks = tasks(first, false, emitted);
    for (int epoch = 0; epoch < epochs(); epoch++) {
      run(tasks, epoch, emitted, false);
      tasks.finishSnapshot();
      if (epoch > 0) {
        goOn(state.copy(), epoch - 1, shape(epoch + 2));
      }
      tasks.beginSnapshot(state, epoch == 0);
    }
    tasks.finishSnapshot();
    goOn(state, epochs() - 1, shape(epochs() + 2));
    tasks.close();
  }

  /// @param state as of the end of `epoch`
  private void goOn(RecordedState state, int epoch, Shape shape) {
    described(
        shape + " restored from what was written of epoch " + epoch + " during the next one",
        () -> {
          Map<List<@Nullable Object>, Integer> emitted = new HashMap<>(expected.get(epoch));
          ChangelogTasks restored = tasks(shape, false, emitted);
          restored.restore(state);
          for (int next = epoch + 1; next < epochs(); next++) {
            run(restored, next, emitted, false);
          }
          finish(restored, emitted);
        });
  }

  private Shape shape(int number) {
    return new Shape(
        isKeyed() ? PARALLELISMS[number % PARALLELISMS.length] : 1,
        BATCH_ROWS[(number + 1) % BATCH_ROWS.length],
        Room.RANDOM,
        number);
  }

  private static String where(boolean inFiles) {
    return inFiles ? " with state in files" : "";
  }

  private OperatorFactory inFiles(FactoryContext context) {
    TestSpace space = new TestSpace(true, Long.MAX_VALUE);
    spaces.add(space);
    List<List<Integer>> keys =
        inputs.stream().map(input -> Arrays.stream(input.key()).boxed().toList()).toList();
    return SpillingFactory.around(
        "node", factory.apply(context), keys, output.types(), context, space.space());
  }

  private ChangelogTasks tasks(
      Shape shape, boolean inFiles, Map<List<@Nullable Object>, Integer> emitted) {
    return new ChangelogTasks(
        inFiles ? this::inFiles : factory,
        stream.orElseGet(this::nothingKnown),
        inputs,
        output,
        shape,
        emitted);
  }

  private NodeStream nothingKnown() {
    return new NodeStream(
        "node",
        false,
        inputs.stream()
            .map(input -> new NodeStream.Input(false, input.bounded(), Optional.empty()))
            .toList(),
        Optional.empty(),
        OptionalLong.empty());
  }

  private void run(
      ChangelogTasks tasks,
      int epoch,
      Map<List<@Nullable Object>, Integer> emitted,
      boolean inFiles) {
    tasks.epoch(epoch, !linear && !(eager && inFiles));
    assertThat(emitted).as("after epoch %d", epoch).isEqualTo(expected.get(epoch));
  }

  private void finish(ChangelogTasks tasks, Map<List<@Nullable Object>, Integer> emitted) {
    tasks.end();
    assertThat(emitted).as("at the end").isEqualTo(expected.get(epochs()));
    tasks.close();
  }

  private static void described(String description, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(description + ": " + e.getMessage(), e);
    }
  }
}
