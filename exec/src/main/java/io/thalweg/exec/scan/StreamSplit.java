package io.thalweg.exec.scan;

import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.SplitReader.Progress;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Watermark;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.operator.StateWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One split that a task follows. Used by one task.
final class StreamSplit implements AutoCloseable {
  private final Split split;
  private final SplitRows rows;
  private final ScanProgress progress;
  private final @Nullable SplitReader reader;
  private final @Nullable HandedOut kept;
  private boolean ended;
  private boolean closed;
  private boolean marked;
  private boolean hadTurn;
  private boolean active = true;
  private long activeMicros;
  private @Nullable CompletableFuture<?> pending;

  /// @param from where it was left
  /// @param before what was read of a volatile stream up to there
  StreamSplit(StreamScanFactory scan, Split split, SplitState from, List<Batch> before) {
    this.split = split;
    this.rows = scan.rows().ofSplit(from.maxMicros());
    this.ended = from.ended();
    this.kept = scan.kept(split, before).orElse(null);
    this.progress = scan.progress();
    this.reader = ended ? null : inSplit(() -> scan.open(split, from.position()));
    if (reader != null) {
      progress.opened(reader);
    }
  }

  /// Whether a read may yield something now.
  boolean isReadable() {
    if (pending != null && pending.isDone()) {
      pending = null;
    }
    return !ended && !marked && pending == null;
  }

  /// Whether it may yield something now and has not had its turn since the last barrier.
  boolean isDue() {
    return !hadTurn && isReadable();
  }

  /// Whether what was read so far may be seen without what comes next.
  boolean isBetweenChanges() {
    boolean handsOn = kept != null && kept.hasNext();
    return ended || reader == null || (!handsOn && reader.isBetweenChanges());
  }

  /// Whether everything before `end` has been handed out.
  ///
  /// @param end null: there is none to wait for
  boolean hasPassed(@Nullable String end) {
    if (ended || end == null || reader == null) {
      return true;
    }
    boolean isBehind = kept != null && kept.isBehind();
    return !isBehind && isBetweenChanges() && reader.hasPassed(end);
  }

  boolean hasEnded() {
    return ended;
  }

  /// Whether nothing more of the running epoch comes, where streams say so.
  boolean isAtMark() {
    return marked || ended;
  }

  boolean isMarked() {
    return marked;
  }

  void mark() {
    marked = true;
  }

  /// There is nothing before `ready`: that was no turn, unless it is over already.
  void await(CompletableFuture<?> ready) {
    hadTurn = ready.isDone();
    pending = ready;
  }

  /// Reads on.
  Progress read() {
    hadTurn = true;
    SplitReader open = reader;
    if (open == null) {
      return Progress.Finished.INSTANCE;
    }
    HandedOut rows = kept;
    if (rows != null && rows.hasNext()) {
      return new Progress.Rows(rows.next());
    }
    Progress progress = inSplit(open::read);
    return rows != null && rows.isBehind() ? catchUp(open, rows, progress) : progress;
  }

  /// Hands nothing on before the reader is where it was.
  private Progress catchUp(SplitReader open, HandedOut rows, Progress progress) {
    if (progress instanceof Progress.Rows(Batch batch)) {
      return new Progress.Rows(batch.withSelection(new int[0], 0));
    }
    if (open.isBetweenChanges()) {
      inSplit(
          () -> {
            rows.rests(open, progress instanceof Progress.Finished);
            return rows;
          });
    }
    return rows.hasNext() ? new Progress.Rows(rows.next()) : progress;
  }

  /// The rows of `batch` that count.
  Batch admit(Batch batch) {
    active |= !batch.isEmpty();
    return inSplit(() -> rows.admit(batch));
  }

  int takeSkipped() {
    return reader == null ? 0 : reader.takeSkipped();
  }

  int takeLate() {
    return rows.takeLate();
  }

  /// Late rows of the last batch, where they are wanted.
  @Nullable Batch takeLateRows() {
    return rows.takeLateRows();
  }

  void end() {
    ended = true;
    close();
  }

  /// The split's watermark at a barrier: [Watermark#IDLE] when it does not hold the others back.
  ///
  /// @param timeMicros of the barrier
  /// @param idleMicros after how long without rows a split is idle; 0: never
  long watermark(long timeMicros, long idleMicros) {
    if (active) {
      activeMicros = timeMicros;
      active = false;
    }
    if (ended) {
      return Long.MAX_VALUE;
    }
    return idleMicros > 0 && timeMicros - activeMicros >= idleMicros
        ? Watermark.IDLE
        : rows.watermarkMicros();
  }

  /// A new epoch begins.
  void passBarrier() {
    marked = false;
    hadTurn = false;
  }

  String label() {
    return split.label();
  }

  SplitState state() {
    String position = reader == null || ended ? "" : reader.position();
    return new SplitState(split.label(), position, ended, rows.maxMicros());
  }

  /// Writes what the state of the split does not say.
  void snapshot(StateWriter state) {
    if (kept != null && reader != null && !ended) {
      kept.snapshot(reader, state);
    }
  }

  /// Runs `action`; an error without a place in the source gets the split's name.
  private <T> T inSplit(java.util.function.Supplier<T> action) {
    try {
      return action.get();
    } catch (ThalwegException e) {
      throw e;
    } catch (RuntimeException e) {
      throw ThalwegException.wrap(e).withContext("while reading " + split.label());
    }
  }

  @Override
  public void close() {
    if (!closed && reader != null) {
      closed = true;
      progress.closed(reader);
      reader.close();
    }
    if (kept != null) {
      kept.close();
    }
  }
}
