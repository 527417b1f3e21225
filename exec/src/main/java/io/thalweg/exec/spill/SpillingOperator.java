package io.thalweg.exec.spill;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.checkpoint.segment.LocalSegment;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.spill.Visit.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// An operator with keyed state that may be larger than memory; see the package's page. Runs in one
/// task.
///
/// ```
/// WHOLE ──little memory──▶ COLLECTING ──barrier──▶ DIVIDED
///   └──────────little memory at a barrier─────────────┘
/// ```
///
/// WHOLE: one operator has everything. COLLECTING: it gets no more rows of this epoch; they wait
/// for the barrier. DIVIDED: the state is that of the partitions; rows wait for the barrier, at
/// which the partitions are worked on one after the other.
final class SpillingOperator implements Operator {
  private final Config config;
  private final SpillSpace space;
  private final TaskContext task;
  private final Partitions partitions;
  private final SpillBudget budget;
  private final MemoryPool held;
  private final EpochRows rows;
  private final Calls calls;
  private final Deque<Step> agenda = new ArrayDeque<>();
  private final boolean[] ended;
  private final List<SpillPartition> parts = new ArrayList<>();
  private @Nullable Operator whole;
  private @Nullable Operator model;

  /// Of the epoch in which collecting began; null otherwise.
  private @Nullable EpochMerge merge;

  private Snapshot running = Snapshot.WRITTEN;
  private boolean collecting;
  private boolean saved;
  private long watermark = Long.MIN_VALUE;
  private Barrier last = new Barrier(0, false, 0);

  /// @param name of the node, for accounts
  /// @param factory makes the operators
  /// @param keys by input, the columns whose hash decides the vnode
  /// @param types of the output
  /// @param isTimed whether rows leave because time passes
  /// @param isGrowing whether nothing of the output is ever taken back
  record Config(
      String name,
      OperatorFactory factory,
      List<List<Integer>> keys,
      List<DataType> types,
      boolean isTimed,
      boolean isGrowing) {}

  SpillingOperator(Config config, SpillSpace space, FactoryContext context, TaskContext task) {
    this.config = config;
    this.space = space;
    this.task = task;
    this.partitions = new Partitions(task::owns, space.partitions());
    this.held = context.memory().child("the state of " + config.name(), Long.MAX_VALUE);
    this.budget = new SpillBudget(space, held);
    this.rows =
        new EpochRows(
            partitions,
            config.keys(),
            space,
            budget,
            task.reserve(config.name()),
            task.batchRows());
    this.calls = new Calls(config.name(), context.blocking(), task::wakeAll);
    this.ended = new boolean[config.keys().size()];
    space.enter();
    if (space.always()) {
      divide();
    } else {
      whole = create(task::owns);
    }
  }

  private Operator create(IntPredicate owned) {
    return config.factory().create(new PartitionContext(task, held, owned));
  }

  private void divide() {
    for (int i = 0; i < partitions.count(); i++) {
      IntPredicate vnodes = partitions.vnodes(i);
      parts.add(new SpillPartition(i, () -> create(vnodes), space, budget, ended.length));
    }
  }

  /// The operator that gets rows at once; null when they are collected.
  private @Nullable Operator direct() {
    return collecting ? null : whole;
  }

  /// An operator without rows, which knows what has ended: asked which input is to be read first.
  private Operator model() {
    Operator known = model;
    if (known == null) {
      known = create(_ -> false);
      model = known;
    }
    return known;
  }

  @Override
  public boolean accepts(int input) {
    Operator direct = direct();
    return direct == null ? model().accepts(input) : direct.accepts(input);
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    Operator direct = direct();
    if (direct != null && budget.isExceeded()) {
      collect(out);
      direct = null;
    }
    if (direct != null) {
      direct.accept(input, batch, out);
      agenda.add(direct::drain);
      return;
    }
    rows.add(input, batch);
    if (rows.isFull()) {
      agenda.add(Step.blocking(calls, rows::write));
    }
  }

  /// From now on rows wait for the barrier.
  private void collect(Output out) {
    collecting = true;
    for (int input = 0; input < ended.length; input++) {
      if (ended[input]) {
        model().end(input, out);
      }
    }
  }

  @Override
  public boolean drain(Output out) {
    if (calls.isRunning()) {
      return false;
    }
    EpochMerge merging = merge;
    Output target = merging != null && merging.isOpen() ? merging : out;
    if (target.isFull()) {
      if (merging != null && target == merging) {
        calls.start(merging::write);
      }
      return false;
    }
    Step next = agenda.peekFirst();
    if (next != null && next.advance(target)) {
      agenda.removeFirstOccurrence(next);
    }
    return agenda.isEmpty() && !calls.isRunning();
  }

  @Override
  public boolean isBlocked() {
    return calls.isWaiting();
  }

  @Override
  public void watermark(long micros) {
    watermark = micros;
    Operator direct = direct();
    if (direct != null) {
      direct.watermark(micros);
    }
  }

  @Override
  public void barrier(Barrier barrier) {
    last = barrier;
    Operator direct = direct();
    if (direct != null) {
      direct.barrier(barrier);
      agenda.add(direct::drain);
      agenda.add(Step.once(this::moveOutIfNeeded));
      return;
    }
    finishWhole(barrier);
    visitAll(new Turn(barrier, watermark, ended.clone(), saved));
  }

  private void moveOutIfNeeded() {
    if (budget.isExceeded()) {
      finishSnapshot();
      agenda.add(Step.blocking(calls, this::moveOut));
    }
  }

  /// The rows that the whole operator got in this epoch come out of it, without that time passes:
  /// the rest of the epoch is still to come.
  private void finishWhole(Barrier barrier) {
    Operator filled = whole;
    if (filled != null) {
      finishSnapshot();
      if (!config.isGrowing()) {
        merge = new EpochMerge(config.name(), config.types(), space, budget, task, calls);
      }
      filled.barrier(barrier);
      agenda.add(filled::drain);
      agenda.add(Step.blocking(calls, this::moveOut));
    }
  }

  /// Brings all state into files. Blocks.
  private void moveOut() {
    Operator filled = Objects.requireNonNull(whole);
    divide();
    ScatterWriter changes = null;
    if (saved) {
      changes = new ScatterWriter(partitions, space, false, budget.rowBytes());
      filled.snapshot(changes);
    }
    ScatterWriter everything = new ScatterWriter(partitions, space, true, budget.rowBytes());
    filled.snapshot(everything);
    long seen = collecting ? Long.MIN_VALUE : watermark;
    for (SpillPartition part : parts) {
      part.setSeen(seen);
      StatePiece unsaved = changes == null ? null : changes.finish(part.number());
      part.adopt(everything.finish(part.number()), unsaved);
    }
    whole = null;
    collecting = false;
    filled.close();
  }

  private void visitAll(Turn turn) {
    agenda.add(Step.blocking(calls, rows::seal));
    agenda.add(
        Step.once(
            () -> {
              for (SpillPartition part : parts) {
                if (isDue(part, turn)) {
                  agenda.add(new Visit(part, rows, turn, () -> relieve(turn, part), calls));
                }
              }
              agenda.add(Step.once(rows::clear));
              addMerged();
            }));
  }

  private void addMerged() {
    EpochMerge merging = merge;
    if (merging != null) {
      agenda.add(Step.blocking(calls, merging::seal));
      agenda.add(merging::advance);
      agenda.add(Step.once(this::endMerge));
    }
  }

  private void endMerge() {
    EpochMerge merging = merge;
    merge = null;
    if (merging != null) {
      merging.close();
    }
  }

  /// While a partition comes into memory that is scarce, and grows there, others leave it.
  ///
  /// @return whether none is left to leave, or none has to
  private boolean relieve(Turn turn, SpillPartition visited) {
    if (!budget.isScarce()) {
      return true;
    }
    for (SpillPartition part : parts) {
      if (part != visited && part.isOpen()) {
        calls.start(() -> part.evict(turn.isSaved()));
        return false;
      }
    }
    return true;
  }

  private boolean isDue(SpillPartition part, Turn turn) {
    boolean isTime = turn.barrier() == null ? part.hasState() : part.isDue(turn.watermarkMicros());
    return rows.has(part.number()) || (config.isTimed() && isTime);
  }

  @Override
  public void end(int input, Output out) {
    ended[input] = true;
    Operator direct = direct();
    if (direct != null) {
      direct.end(input, out);
      agenda.add(direct::drain);
      return;
    }
    if (!areAllEnded()) {
      model().end(input, out);
      return;
    }
    finishWhole(new Barrier(last.epoch() + 1, false, last.timeMicros()));
    visitAll(new Turn(null, watermark, ended.clone(), saved));
  }

  private boolean areAllEnded() {
    for (boolean end : ended) {
      if (!end) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean isSatisfied() {
    Operator direct = direct();
    return direct != null && direct.isSatisfied();
  }

  @Override
  public Snapshot beginSnapshot(StateWriter state) {
    Operator filled = whole;
    saved = true;
    running =
        filled != null
            ? filled.beginSnapshot(state)
            : Snapshot.of(parts.stream().map(part -> part.beginSnapshot(state)).toList());
    return running == Snapshot.WRITTEN ? running : this::advanceSnapshot;
  }

  private boolean advanceSnapshot() {
    boolean over = running.advance();
    running = over ? Snapshot.WRITTEN : running;
    return over;
  }

  /// To be called before the state moves: what a checkpoint still waits for is written first.
  private void finishSnapshot() {
    running.finish();
    running = Snapshot.WRITTEN;
  }

  @Override
  public void snapshot(StateWriter state) {
    beginSnapshot(state).finish();
  }

  /// One operator takes everything if there is room; otherwise it goes straight into files.
  @Override
  public void restore(StateReader state) {
    saved = true;
    Operator empty = whole;
    if (empty != null) {
      try {
        empty.restore(new Guarded(state, budget));
        return;
      } catch (NoRoom e) {
        close(empty);
      } catch (ThalwegException e) {
        if (e.code() != ErrorCode.MEMORY_LIMIT_EXCEEDED) {
          throw e;
        }
        close(empty);
      }
      divide();
    }
    ScatterWriter everything = new ScatterWriter(partitions, space, true, budget.rowBytes());
    state.copyTo(everything);
    for (SpillPartition part : parts) {
      part.adopt(everything.finish(part.number()), null);
    }
  }

  private void close(Operator filled) {
    whole = null;
    filled.close();
  }

  /// Ends a restore for which there is too little memory.
  private static final class NoRoom extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NoRoom() {
      super("the state goes into files", null, false, false);
    }
  }

  /// State that is read only as long as there is room.
  private static final class Guarded implements StateReader {
    private final StateReader state;
    private final SpillBudget budget;
    private long read;

    private Guarded(StateReader state, SpillBudget budget) {
      this.state = state;
      this.budget = budget;
    }

    @Override
    public Iterator<Batch> read(String part) {
      return guarded(state.read(part));
    }

    @Override
    public Iterator<Batch> readBackwards(String part) {
      return guarded(state.readBackwards(part));
    }

    @Override
    public int expectedRows(String part) {
      return state.expectedRows(part);
    }

    private Iterator<Batch> guarded(Iterator<Batch> batches) {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return batches.hasNext();
        }

        @Override
        public Batch next() {
          Batch next = batches.next();
          read += LocalSegment.sizeOf(next);
          if (budget.isExceededBy(read)) {
            throw new NoRoom();
          }
          return next;
        }
      };
    }
  }

  @Override
  public void close() {
    agenda.clear();
    calls.close(this::release);
  }

  private void release() {
    Operator filled = whole;
    whole = null;
    if (filled != null) {
      filled.close();
    }
    if (model != null) {
      model.close();
    }
    endMerge();
    parts.forEach(SpillPartition::close);
    rows.close();
    space.leave();
  }
}
