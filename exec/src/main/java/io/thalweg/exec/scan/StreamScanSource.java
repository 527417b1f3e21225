package io.thalweg.exec.scan;

import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader.Progress;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.data.Signal.Watermark;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.kernel.BatchCoalescer;
import io.thalweg.exec.operator.CatchUp;
import io.thalweg.exec.operator.Epochs;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Source;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.operator.TaskContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One task's part of a scan that follows a table's changes: its splits in turn, and between reads
/// the barriers the coordinator asks for, each behind the watermark as of then. When all its splits
/// have ended it goes on passing barriers until the last one.
///
/// Splits that appear while it runs are opened at a barrier.
///
/// Every split that has something is read at least once between two barriers: barriers that follow
/// one another closely would otherwise overtake rows for as long as they do.
///
/// Epochs that streams mark themselves: a split that has said so is not read on before the barrier,
/// which goes out once all the task's splits are there and the coordinator agrees.
final class StreamScanSource implements Source {
  private final StreamScanFactory scan;
  private final Epochs epochs;
  private final TaskContext context;
  private final @Nullable LateRows late;
  private final BatchCoalescer coalescer;
  private final List<StreamSplit> splits = new ArrayList<>();
  private Map<String, SplitState> restored = new HashMap<>();
  private Map<String, List<Batch>> readBefore = new HashMap<>();
  private boolean listing;
  private boolean opened;
  private boolean endReported;
  private int next;

  /// How many of the scan's splits have been looked at.
  private int known;

  private long epoch;
  private long watermark = Long.MIN_VALUE;
  private @Nullable Barrier passing;
  private @Nullable CatchUp asked;
  private @Nullable CatchUp answered;

  /// @param late where late rows go, if anywhere
  StreamScanSource(
      StreamScanFactory scan, Epochs epochs, Optional<LateRows> late, TaskContext context) {
    this.scan = scan;
    this.late = late.orElse(null);
    this.epochs = epochs;
    this.context = context;
    this.coalescer = new BatchCoalescer(context.batchRows());
    this.epoch = epochs.start();
    epochs.opened(this);
  }

  @Override
  public void restore(StateReader state) {
    restored = SplitState.read(state);
    restored.keySet().forEach(label -> readBefore.put(label, HandedOut.read(label, state)));
  }

  @Override
  public Step next(Output out) {
    if ((!opened && !open()) || (late != null && !late.isReady(out))) {
      return Step.BLOCKED;
    }
    answer();
    Barrier due = passing == null ? nextBarrier() : passing;
    if (due != null) {
      StreamSplit first = passing == null ? beforeBarrier() : null;
      if (first != null) {
        return first.isReadable() ? read(first, out) : Step.BLOCKED;
      }
      if (passing == null) {
        passing = due;
        openAppeared();
      }
      if (late != null && !late.hasPassed(due, out)) {
        return Step.BLOCKED;
      }
      pass(due, out);
      return Step.EMITTED;
    }
    if (epochs.isLast(epoch)) {
      return Step.FINISHED;
    }
    StreamSplit split = nextReadable();
    return split == null ? emit(coalescer.flush(), out, Step.BLOCKED) : read(split, out);
  }

  /// A split that is read on before the epoch ends: its change has begun and not ended, or it has
  /// something and has not had its turn.
  private @Nullable StreamSplit beforeBarrier() {
    for (StreamSplit split : splits) {
      if (!split.isBetweenChanges() || split.isDue()) {
        return split;
      }
    }
    return null;
  }

  /// Says when everything has been handed out that there was when somebody asked.
  private void answer() {
    CatchUp question = epochs.catchUp();
    if (question == null || question == answered) {
      return;
    }
    CompletableFuture<Map<String, String>> ends = scan.ends(question);
    if (!ends.isDone()) {
      if (question != asked) {
        asked = question;
        wakeAfter(ends);
      }
      return;
    }
    if (ends.isCompletedExceptionally()) {
      answered = question;
      epochs.catchUpFailed(question, ends.exceptionNow());
      return;
    }
    Map<String, String> known = ends.join();
    if (splits.stream().allMatch(split -> split.hasPassed(known.get(split.label())))) {
      answered = question;
      epochs.caughtUp(question, this);
    }
  }

  /// Opens the task's splits once they are listed.
  private boolean open() {
    if (!scan.splits().listed().isDone()) {
      if (!listing) {
        listing = true;
        wakeAfter(scan.splits().listed());
      }
      return false;
    }
    opened = true;
    List<Split> all = scan.splits().all();
    requireListed(all);
    openFrom(0, all, restoredWatermark());
    restored = Map.of();
    readBefore = Map.of();
    scan.splits().watch();
    reportEnd();
    return true;
  }

  /// Opens the task's splits from the `first`-th on.
  ///
  /// @param watermark that those have to be behind which have appeared
  private void openFrom(int first, List<Split> all, long watermark) {
    for (int i = first; i < all.size(); i++) {
      Split split = all.get(i);
      if (i % context.parallelism() != context.task()) {
        continue;
      }
      boolean appeared = first > 0 || (!restored.isEmpty() && !restored.containsKey(split.label()));
      SplitState begin =
          SplitState.begin(split.label(), appeared ? scan.rows().maxAt(watermark) : Long.MIN_VALUE);
      SplitState from = restored.getOrDefault(split.label(), begin);
      List<Batch> before = readBefore.getOrDefault(split.label(), List.of());
      Split opened = appeared ? KnownSplits.appeared(split) : split;
      splits.add(new StreamSplit(scan, opened, from, before));
    }
    known = all.size();
  }

  /// Opens splits that have appeared; their rows belong to the next epoch. What this task has said
  /// of event time, and what all tasks together have said, holds for them too.
  private void openAppeared() {
    List<Split> all = scan.splits().all();
    if (all.size() > known) {
      boolean said = watermark < Watermark.IDLE;
      openFrom(known, all, Math.max(scan.splits().watermark(), said ? watermark : Long.MIN_VALUE));
    }
  }

  /// The watermark that the checkpoint has come to.
  private long restoredWatermark() {
    long least = Long.MAX_VALUE;
    for (SplitState state : restored.values()) {
      least = state.ended() ? least : Math.min(least, scan.rows().watermarkAt(state.maxMicros()));
    }
    return least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
  }

  /// What has been read in part has to be there still.
  private void requireListed(List<Split> all) {
    Map<String, SplitState> missing = new HashMap<>(restored);
    all.forEach(split -> missing.remove(split.label()));
    missing.values().removeIf(SplitState::ended);
    if (!missing.isEmpty()) {
      throw new ThalwegException(
          ErrorCode.FILE_NOT_FOUND,
          "the checkpoint has read a part of "
              + String.join(", ", missing.keySet())
              + ", which is gone; bring it back, or begin anew without the job's state");
    }
  }

  private void wakeAfter(CompletableFuture<?> future) {
    var _ = future.whenComplete((_, _) -> context.wakeAll());
  }

  private @Nullable Barrier nextBarrier() {
    if (!epochs.followsMarks()) {
      return epochs.next(epoch);
    }
    boolean marked = false;
    for (StreamSplit split : splits) {
      if (!split.isAtMark()) {
        return null;
      }
      marked |= split.isMarked();
    }
    if (marked) {
      epochs.marked(epoch + 1);
    }
    return epochs.next(epoch);
  }

  /// Emits what has to come before the barrier, one thing at a time, then the barrier.
  private void pass(Barrier barrier, Output out) {
    Batch rest = coalescer.flush();
    if (rest != null) {
      out.emit(rest);
      return;
    }
    long now = watermark(barrier);
    if (now != watermark) {
      watermark = now;
      out.watermark(now);
      return;
    }
    splits.forEach(StreamSplit::passBarrier);
    scan.splits().passed(context.parallelism(), now);
    epoch = barrier.epoch();
    passing = null;
    out.barrier(barrier);
  }

  /// The least of the splits' watermarks. Rows without event time hold nobody back.
  private long watermark(Barrier barrier) {
    long least = Long.MAX_VALUE;
    for (StreamSplit split : splits) {
      least = Math.min(least, split.watermark(barrier.timeMicros(), epochs.idleMicros()));
    }
    if (splits.isEmpty() && scan.splits().mayGrow()) {
      return Watermark.IDLE;
    }
    return scan.rows().hasWatermark() || least == Long.MAX_VALUE ? least : Watermark.IDLE;
  }

  /// The next split, in turn, that may have something; null when there is none.
  private @Nullable StreamSplit nextReadable() {
    for (int i = 0; i < splits.size(); i++) {
      StreamSplit split = splits.get(next);
      next = (next + 1) % splits.size();
      if (split.isReadable()) {
        return split;
      }
    }
    return null;
  }

  private Step read(StreamSplit split, Output out) {
    Progress progress = split.read();
    scan.progress().rowsSkipped(split.takeSkipped());
    switch (progress) {
      case Progress.Rows(Batch batch) -> {
        Batch admitted = split.admit(batch);
        scan.progress().rowsRead(admitted.rowCount());
        scan.progress().rowsLate(split.takeLate());
        Batch lateRows = split.takeLateRows();
        if (late != null && lateRows != null) {
          late.write(lateRows, out);
        }
        return emit(coalescer.add(admitted), out, Step.WORKED);
      }
      case Progress.Pending(CompletableFuture<?> ready) -> {
        split.await(ready);
        wakeAfter(ready);
      }
      case Progress.Mark _ -> {
        if (epochs.followsMarks()) {
          split.mark();
        }
      }
      case Progress.Finished _ -> {
        split.end();
        scan.progress().splitDone(0);
        reportEnd();
      }
    }
    return Step.WORKED;
  }

  private static Step emit(@Nullable Batch batch, Output out, Step otherwise) {
    if (batch == null) {
      return otherwise;
    }
    out.emit(batch);
    return Step.EMITTED;
  }

  /// Says so, once, when no split will have rows again.
  private void reportEnd() {
    if (!endReported && splits.stream().allMatch(StreamSplit::hasEnded)) {
      endReported = true;
      epochs.sourceEnded();
    }
  }

  @Override
  public void snapshot(StateWriter state) {
    SplitState.write(splits.stream().map(StreamSplit::state).toList(), state);
    splits.forEach(split -> split.snapshot(state));
  }

  @Override
  public void close() {
    coalescer.flush();
    splits.forEach(StreamSplit::close);
    epochs.closed(this);
    if (!endReported) {
      endReported = true;
      epochs.sourceEnded();
    }
  }
}
