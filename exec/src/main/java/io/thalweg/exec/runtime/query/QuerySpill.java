package io.thalweg.exec.runtime.query;

import io.thalweg.core.port.SpillStorage;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.runtime.pipeline.NodeMetrics;
import io.thalweg.exec.spill.FileSpace;
import java.util.concurrent.atomic.AtomicInteger;

/// The files of one running query, and who shares its memory. Thread-safe; closed after all
/// operators.
final class QuerySpill implements AutoCloseable {
  /// Enough for state of ten times the memory that it may have, or more.
  private static final int PARTITIONS = 64;

  /// Enough where the partitions are there to be tried out.
  private static final int FEW_PARTITIONS = 8;

  private final SpillStorage.Area area;
  private final boolean always;
  private final AtomicInteger sharers = new AtomicInteger();

  /// @param always whether state is kept in files also when there is room
  QuerySpill(SpillStorage.Area area, boolean always) {
    this.area = area;
    this.always = always;
  }

  /// What a node may use.
  ///
  /// @param counts takes its figures
  SpillSpace space(NodeMetrics counts) {
    return new FileSpace(
        area, sharers, always ? FEW_PARTITIONS : PARTITIONS, always, counts::spilled);
  }

  /// Bytes in files now.
  long usedBytes() {
    return area.usedBytes();
  }

  @Override
  public void close() {
    area.close();
  }
}
