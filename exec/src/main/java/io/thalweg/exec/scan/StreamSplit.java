package io.thalweg.exec.scan;

import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.SplitReader.Progress;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Watermark;
import io.thalweg.core.error.ThalwegException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One split that a task follows. Used by one task.
final class StreamSplit implements AutoCloseable {
  private final Split split;
  private final SplitRows rows;
  private final @Nullable SplitReader reader;
  private boolean ended;
  private boolean closed;
  private boolean marked;
  private boolean hadTurn;
  private boolean active = true;
  private long activeMicros;
  private @Nullable CompletableFuture<?> pending;

  /// @param from where it was left
  StreamSplit(StreamScanFactory scan, Split split, SplitState from) {
    this.split = split;
    this.rows = scan.rows().ofSplit(from.maxMicros());
    this.ended = from.ended();
    this.reader = ended ? null : inSplit(() -> scan.open(split, from.position()));
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
    return ended || reader == null || reader.isBetweenChanges();
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
    return inSplit(open::read);
  }

  /// The rows of `batch` that count.
  Batch admit(Batch batch) {
    active |= !batch.isEmpty();
    return inSplit(() -> rows.admit(batch));
  }

  int takeLate() {
    return rows.takeLate();
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

  SplitState state() {
    String position = reader == null || ended ? "" : reader.position();
    return new SplitState(split.label(), position, ended, rows.maxMicros());
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
      reader.close();
    }
  }
}
