package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.JoinType;
import io.thalweg.exec.checkpoint.segment.LocalSegment;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.spill.Calls;
import io.thalweg.exec.spill.Step;
import io.thalweg.exec.spill.bounded.MemoryShare;
import io.thalweg.exec.spill.bounded.RowFile;
import io.thalweg.exec.spill.bounded.RowPartitions;
import io.thalweg.exec.spill.bounded.RowReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Joins the rows of one partition: in one pass when its right side fits into memory; otherwise it
/// divides them again; and where that does not help, because too many rows have one key, it takes
/// the right side in pieces and runs all left rows against each. Used by one task.
///
/// A left row that has to match *no* row, or to be yielded once, goes on to the next piece only
/// while it has no match: what is left after the last piece matches nothing at all.
final class PartJoin implements Step, AutoCloseable {
  /// What the table of some rows and making it take, relative to the rows.
  private static final double TABLE = 2.5;

  private static final int MOST_LEVELS = 4;

  /// Dividing has not helped when one part has so much of the whole.
  private static final double SKEW = 0.9;

  private final GraceJoin<?> grace;
  private final GraceJoin.Part part;
  private final Resources resources;
  private final Consumer<GraceJoin.Part> divided;
  private final RowReader right;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final List<Batch> piece = new ArrayList<>();
  private List<RowFile.Block> leftover;
  private @Nullable JoinPass pass;
  private boolean first = true;

  /// What a task lends.
  ///
  /// @param memory of rows that are read; closed by the owner
  record Resources(
      TaskContext task,
      JoinPairs pairs,
      MemoryShare share,
      MemoryReservation memory,
      Calls calls) {}

  /// @param divided takes the parts of this one, when it is divided
  PartJoin(
      GraceJoin<?> grace,
      GraceJoin.Part part,
      Resources resources,
      Consumer<GraceJoin.Part> divided) {
    this.grace = grace;
    this.part = part;
    this.resources = resources;
    this.divided = divided;
    this.right = new RowReader(part.right());
    this.leftover = part.left();
    if (!part.left().isEmpty() || RightSide.isMarkedBy(type())) {
      next();
    }
  }

  private JoinType type() {
    return grace.settings().type();
  }

  @Override
  public boolean advance(Output out) {
    Step step = steps.peekFirst();
    if (step != null && step.advance(out)) {
      steps.removeFirst();
    }
    return steps.isEmpty();
  }

  /// Goes on with the next piece of the right side.
  private void next() {
    steps.add(Step.blocking(resources.calls(), this::load));
    steps.add(Step.once(this::decide));
  }

  /// Reads as much of the right side as there is memory for, but one block at least.
  private void load() {
    long most = resources.share().pieceBytes();
    long bytes = 0;
    while (right.hasNext()) {
      if (right.needsLoad()) {
        if (!piece.isEmpty()
            && (TABLE * (bytes + right.nextBytes()) > most
                || !resources.memory().tryAdd(right.nextBytes()))) {
          return;
        }
        right.load();
      }
      Batch rows = right.next(Integer.MAX_VALUE);
      bytes += LocalSegment.sizeOf(rows);
      piece.add(rows);
    }
  }

  private void decide() {
    // From here on the passes account for the rows.
    resources.memory().setTo(0);
    boolean whole = !right.hasNext();
    if (first && whole) {
      run(type(), part::left);
      steps.add(Step.once(piece::clear));
    } else if (first && part.isDivisible() && part.level() < MOST_LEVELS) {
      steps.add(Step.blocking(resources.calls(), this::divide));
    } else {
      runPiece();
      steps.add(Step.once(piece::clear));
      if (whole) {
        finish();
      } else {
        next();
      }
    }
    first = false;
  }

  /// Runs left rows against the piece; what comes out is the join's.
  ///
  /// @param left asked when its turn has come
  private void run(JoinType as, Supplier<List<RowFile.Block>> left) {
    steps.add(new Later(() -> pass(as, left.get())));
  }

  private void runPiece() {
    switch (type()) {
      case INNER, RIGHT, RIGHT_SEMI, RIGHT_ANTI -> run(type(), part::left);
      case LEFT -> {
        run(JoinType.INNER, part::left);
        reduceLeftover(JoinType.ANTI);
      }
      case FULL -> {
        run(JoinType.RIGHT, part::left);
        reduceLeftover(JoinType.ANTI);
      }
      case SEMI -> {
        run(JoinType.SEMI, () -> leftover);
        reduceLeftover(JoinType.ANTI);
      }
      case ANTI -> reduceLeftover(JoinType.ANTI);
      case NULL_AWARE_ANTI -> reduceLeftover(JoinType.NULL_AWARE_ANTI);
    }
  }

  /// Keeps those left rows that match nothing in the piece either.
  private void reduceLeftover(JoinType as) {
    RowPartitions kept = rows(new RowPartitions.Layout(List.of(), 0, 1));
    LeftoverRows to = new LeftoverRows(kept);
    steps.add(new Later(() -> to.of(pass(as, leftover), resources.calls())));
    steps.add(Step.blocking(resources.calls(), kept::finish));
    steps.add(Step.once(() -> leftover = kept.blocks(0)));
  }

  private JoinPass pass(JoinType as, List<RowFile.Block> left) {
    JoinPass made =
        new JoinPass(
            grace.settings().passes().of(as, resources.pairs(), new SoloTask(resources.task())),
            piece,
            left,
            resources.calls(),
            resources.task().batchRows());
    pass = made;
    return made;
  }

  /// A step that is made when its turn has come.
  private static final class Later implements Step {
    private final Supplier<Step> maker;
    private @Nullable Step made;

    private Later(Supplier<Step> maker) {
      this.maker = maker;
    }

    @Override
    public boolean advance(Output out) {
      Step step = made == null ? maker.get() : made;
      made = step;
      return step.advance(out);
    }
  }

  /// The left rows that are left match nothing.
  private void finish() {
    if (type().keepsLeft() || type() == JoinType.ANTI || type() == JoinType.NULL_AWARE_ANTI) {
      steps.add(new Later(() -> emitLeftover(new RowReader(leftover))));
    }
  }

  private Step emitLeftover(RowReader rows) {
    return out -> {
      if (rows.needsLoad()) {
        resources.calls().start(rows::load);
      } else if (rows.hasNext()) {
        Batch left = rows.next(resources.task().batchRows());
        out.emit(type().keepsLeft() ? resources.pairs().leftAlone(left) : left);
      } else {
        return true;
      }
      return false;
    };
  }

  private RowPartitions rows(RowPartitions.Layout layout) {
    RowPartitions made =
        new RowPartitions(
            layout,
            grace.space(),
            resources.share(),
            resources.task().reserve(grace.build().owner()));
    grace.keep(made);
    return made;
  }

  /// Divides both sides by other bits of the hash.
  private void divide() {
    int level = part.level() + 1;
    RowPartitions rightRows = rows(grace.rightLayout(level));
    for (Batch rows : piece) {
      put(rightRows, rows);
    }
    piece.clear();
    putAll(rightRows, right);
    RowPartitions leftRows = rows(grace.leftLayout(level));
    putAll(leftRows, new RowReader(part.left()));
    long most = (long) (SKEW * count(part.right()));
    for (int i = 0; i < grace.rightLayout(level).count(); i++) {
      List<RowFile.Block> blocks = rightRows.blocks(i);
      divided.accept(new GraceJoin.Part(leftRows.blocks(i), blocks, level, count(blocks) <= most));
    }
  }

  private static void putAll(RowPartitions to, RowReader from) {
    while (from.hasNext()) {
      if (from.needsLoad()) {
        from.load();
      }
      put(to, from.next(Integer.MAX_VALUE));
    }
    to.finish();
  }

  private static void put(RowPartitions to, Batch rows) {
    to.add(rows);
    if (to.isFull()) {
      to.write();
    }
  }

  private static long count(List<RowFile.Block> blocks) {
    return blocks.stream().mapToLong(RowFile.Block::rows).sum();
  }

  @Override
  public void close() {
    if (pass != null) {
      pass.close();
    }
  }
}
