package io.thalweg.exec.scan;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.RuntimeFilter;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.Table;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.Scan;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Source;
import io.thalweg.exec.operator.SourceFactory;
import io.thalweg.exec.operator.TaskContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What the tasks of one scan share: the table, its splits (listed away from the workers as soon as
/// the query starts) and the queue position. Tasks take the next split whenever they are free, so
/// that uneven splits do not leave a worker idle.
public final class ScanFactory implements SourceFactory {
  /// With fewer splits per task they are divided, so that there are about so many. A task with more
  /// of them rarely waits long for the others, and parts cost something: each decodes the
  /// dictionaries of its split again.
  private static final int FEW_SPLITS = 2;

  private static final int SPLITS_PER_TASK = 4;

  private final Scan node;
  private final Table table;
  private final ScanRows rows;
  private final int parallelism;
  private final ScanRequest request;
  private final ReadContext readContext;
  private final CompletableFuture<List<Split>> splits;
  private final AtomicInteger nextSplit = new AtomicInteger();
  private final AtomicLong wanted;
  private final ScanProgress progress;

  /// @param rows what is asked of the readers
  public ScanFactory(
      Scan node, Table table, ScanRows rows, FactoryContext context, ScanProgress progress) {
    this.node = node;
    this.progress = progress;
    this.table = table;
    this.rows = rows;
    this.parallelism = context.parallelism();
    this.request = rows.request();
    List<RuntimeFilter> filters =
        node.runtimeFilters().stream()
            .map(target -> context.runtimeFilters().target(target.filter(), target.column()))
            .toList();
    this.readContext =
        new ReadContext(context.predicates(), filters, context.memory(), context.columnCache());
    this.wanted = new AtomicLong(node.limit().orElse(Long.MAX_VALUE));
    progress.scanStarted();
    this.splits = context.blocking().start(this::listSplits);
  }

  private List<Split> listSplits() {
    List<Split> listed = occupying(table.splits(request));
    progress.splitsListed(listed.size());
    return listed;
  }

  /// Few splits are divided, so that the last one does not leave workers idle for long.
  private List<Split> occupying(List<Split> listed) {
    if (parallelism == 1
        || node.limit().isPresent()
        || listed.isEmpty()
        || listed.size() >= parallelism * FEW_SPLITS) {
      return listed;
    }
    int parts = Math.ceilDiv(parallelism * SPLITS_PER_TASK, listed.size());
    return listed.stream().flatMap(split -> table.divided(split, parts).stream()).toList();
  }

  @Override
  public Source create(TaskContext context) {
    return new ScanSource(this, context);
  }

  boolean isLazy() {
    return !node.runtimeFilters().isEmpty();
  }

  /// Completes when the splits are known, or could not be listed.
  CompletableFuture<?> listed() {
    return splits;
  }

  /// Whether the tasks together have read as many rows as the scan's limit wants.
  boolean hasEnough() {
    return wanted.get() <= 0;
  }

  /// The next split nobody has taken; null when there is none. Only once [#listed] is done.
  @Nullable Split takeSplit() {
    List<Split> known = known();
    int position = nextSplit.getAndIncrement();
    if (position >= known.size()) {
      nextSplit.set(known.size());
      return null;
    }
    return known.get(position);
  }

  private List<Split> known() {
    try {
      return splits.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw ThalwegException.wrap(cause);
    }
  }

  SplitReader open(Split split) {
    return table.open(split, request, readContext);
  }

  /// What becomes of the rows of one split.
  SplitRows splitRows() {
    return rows.ofSplit(Long.MIN_VALUE);
  }

  void countRows(int count, int late) {
    progress.rowsRead(count);
    if (late > 0) {
      progress.rowsLate(late);
    }
    if (node.limit().isPresent()) {
      wanted.addAndGet(-count);
    }
  }

  void splitDone(Split split) {
    progress.splitDone(Math.max(0, split.bytes()));
  }
}
