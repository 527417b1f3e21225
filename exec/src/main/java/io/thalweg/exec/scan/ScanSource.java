package io.thalweg.exec.scan;

import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.SplitReader.Progress;
import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.kernel.BatchCoalescer;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Source;
import io.thalweg.exec.operator.TaskContext;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One task's part of a scan: reads split after split. Small batches, as readers yield them behind
/// selective filters, are joined. Whoever completes a pending read wakes the tasks.
final class ScanSource implements Source {
  private final ScanFactory scan;
  private final TaskContext context;
  private final BatchCoalescer coalescer;
  private @Nullable Split split;
  private @Nullable SplitReader reader;
  private SplitRows rows;
  private @Nullable CompletableFuture<?> awaited;
  private boolean exhausted;

  ScanSource(ScanFactory scan, TaskContext context) {
    this.scan = scan;
    this.context = context;
    this.coalescer = new BatchCoalescer(context.batchRows());
    this.rows = scan.splitRows();
    await(scan.listed());
  }

  @Override
  public boolean isLazy() {
    return scan.isLazy();
  }

  /// Has the task woken once `future` is done, whatever its outcome.
  private void await(CompletableFuture<?> future) {
    if (!future.isDone()) {
      awaited = future;
      future.whenComplete((_, _) -> context.wakeAll());
    }
  }

  @Override
  public Step next(Output out) {
    if (awaited != null) {
      if (!awaited.isDone()) {
        return Step.BLOCKED;
      }
      awaited = null;
    }
    if (!exhausted && (scan.hasEnough() || (reader == null && !openNext()))) {
      exhausted = true;
      closeReader();
    }
    return exhausted ? flush(out) : read(out);
  }

  private boolean openNext() {
    Split next = scan.takeSplit();
    if (next == null) {
      return false;
    }
    split = next;
    rows = scan.splitRows();
    reader = inSplit(() -> scan.open(next));
    return true;
  }

  private Step read(Output out) {
    SplitReader open = Objects.requireNonNull(reader);
    return switch (inSplit(open::read)) {
      case Progress.Rows(Batch batch) -> {
        Batch wanted = rows.admit(batch);
        scan.countRows(wanted.rowCount(), rows.takeLate());
        yield emit(coalescer.add(wanted), out);
      }
      case Progress.Pending(CompletableFuture<?> ready) -> {
        await(ready);
        yield Step.WORKED;
      }
      case Progress.Mark _ -> Step.WORKED;
      case Progress.Finished _ -> {
        scan.splitDone(Objects.requireNonNull(split));
        closeReader();
        yield Step.WORKED;
      }
    };
  }

  private static Step emit(@Nullable Batch batch, Output out) {
    if (batch == null) {
      return Step.WORKED;
    }
    out.emit(batch);
    return Step.EMITTED;
  }

  private Step flush(Output out) {
    Batch rest = coalescer.flush();
    return rest == null ? Step.FINISHED : emit(rest, out);
  }

  /// Runs `action`; an error of our own making gets the split's name.
  private <T> T inSplit(Supplier<T> action) {
    try {
      return action.get();
    } catch (ThalwegException e) {
      throw e;
    } catch (RuntimeException e) {
      String label = split == null ? "" : split.label();
      throw ThalwegException.wrap(e).withContext("while reading " + label);
    }
  }

  private void closeReader() {
    if (reader != null) {
      SplitReader open = reader;
      reader = null;
      open.close();
    }
  }

  @Override
  public void close() {
    coalescer.flush();
    closeReader();
  }
}
