package io.thalweg.exec.spill;

import io.thalweg.core.port.SpillStorage;
import io.thalweg.exec.operator.SpillSpace;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/// What one node may use of a query's files. Thread-safe.
///
/// @param operators how many share the query's memory; the same for all nodes of a query
/// @param counter takes the bytes that are written
public record FileSpace(
    SpillStorage.Area area,
    AtomicInteger operators,
    int partitions,
    boolean always,
    LongConsumer counter)
    implements SpillSpace {

  @Override
  public SpillStorage.File create() {
    return area.create();
  }

  @Override
  public void written(long bytes) {
    counter.accept(bytes);
  }

  @Override
  public void enter() {
    operators.incrementAndGet();
  }

  @Override
  public void leave() {
    operators.decrementAndGet();
  }

  @Override
  public int sharers() {
    return Math.max(1, operators.get());
  }
}
