package io.thalweg.exec.testing;

import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.spill.FileSpace;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What a node may use when memory runs short, over files in memory.
public final class TestSpace {
  private static final int FEW_PARTITIONS = 3;
  private static final int PARTITIONS = 32;

  private final MemoryFiles storage = new MemoryFiles();
  private final AtomicLong written = new AtomicLong();
  private final SpillSpace space;

  /// @param always whether all state is kept in files
  /// @param limitBytes the most the files may have
  public TestSpace(boolean always, long limitBytes) {
    this.space =
        new FileSpace(
            storage.open(limitBytes),
            new AtomicInteger(),
            always ? FEW_PARTITIONS : PARTITIONS,
            always,
            written::addAndGet);
  }

  /// The space itself.
  public SpillSpace space() {
    return space;
  }

  /// All that was ever written.
  public long writtenBytes() {
    return written.get();
  }

  /// The files there are.
  public int files() {
    return storage.files();
  }
}
