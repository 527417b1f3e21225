package io.thalweg.exec.runtime.query;

import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.runtime.QueryProgress;
import io.thalweg.exec.scan.ScanProgress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Adds up what the scans of a query report.
final class ScanCounters implements ScanProgress {
  private final LongAdder rows = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final AtomicLong splitsDone = new AtomicLong();
  private final AtomicLong splitsTotal = new AtomicLong();
  private final Set<SplitReader> readers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unlisted = new AtomicInteger();

  @Override
  public void scanStarted() {
    unlisted.incrementAndGet();
  }

  @Override
  public void splitsListed(int splits) {
    splitsTotal.addAndGet(splits);
    unlisted.decrementAndGet();
  }

  @Override
  public void rowsRead(int count) {
    rows.add(count);
  }

  @Override
  public void rowsLate(int count) {
    late.add(count);
  }

  @Override
  public void rowsSkipped(int count) {
    skipped.add(count);
  }

  long skippedRows() {
    return skipped.sum();
  }

  long lateRows() {
    return late.sum();
  }

  @Override
  public void splitDone(long splitBytes) {
    splitsDone.incrementAndGet();
    bytes.add(splitBytes);
  }

  @Override
  public void opened(SplitReader reader) {
    readers.add(reader);
  }

  @Override
  public void closed(SplitReader reader) {
    readers.remove(reader);
  }

  /// Why some source says nothing at present.
  Optional<ThalwegException> trouble() {
    return readers.stream().flatMap(reader -> reader.trouble().stream()).findFirst();
  }

  QueryProgress read() {
    return new QueryProgress(
        rows.sum(), bytes.sum(), splitsDone.get(), splitsTotal.get(), unlisted.get() == 0);
  }
}
