package io.thalweg.exec.testing;

import io.thalweg.core.port.SpillStorage;
import io.thalweg.exec.operator.SpillSpace;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What a node may use when memory runs short, over files in memory.
public final class TestSpace implements SpillSpace {
  private static final int FEW_PARTITIONS = 3;
  private static final int PARTITIONS = 32;

  private final MemoryFiles storage = new MemoryFiles();
  private final SpillStorage.Area area;
  private final AtomicInteger sharers = new AtomicInteger();
  private final AtomicLong written = new AtomicLong();
  private final boolean always;

  /// @param always whether all state is kept in files
  /// @param limitBytes the most the files may have
  public TestSpace(boolean always, long limitBytes) {
    this.always = always;
    this.area = storage.open(limitBytes);
  }

  /// All that was ever written.
  public long writtenBytes() {
    return written.get();
  }

  /// The files there are.
  public int files() {
    return storage.files();
  }

  @Override
  public SpillStorage.File create() {
    return area.create();
  }

  @Override
  public void written(long bytes) {
    written.addAndGet(bytes);
  }

  @Override
  public void enter() {
    sharers.incrementAndGet();
  }

  @Override
  public void leave() {
    sharers.decrementAndGet();
  }

  @Override
  public int sharers() {
    return Math.max(1, sharers.get());
  }

  @Override
  public int partitions() {
    return always ? FEW_PARTITIONS : PARTITIONS;
  }

  @Override
  public boolean always() {
    return always;
  }
}
