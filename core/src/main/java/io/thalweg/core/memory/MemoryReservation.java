package io.thalweg.core.memory;

import io.thalweg.core.memory.MemoryPool.Refusal;
import org.jspecify.annotations.Nullable;

/// The bytes one operator holds. Closed by the operator's owner; closing returns all bytes.
///
/// Not thread-safe: used by the task that runs the operator.
public final class MemoryReservation implements AutoCloseable {
  private final MemoryPool pool;
  private final String owner;
  private long held;

  MemoryReservation(MemoryPool pool, String owner) {
    this.pool = pool;
    this.owner = owner;
  }

  /// Takes `bytes` more.
  ///
  /// @throws io.thalweg.core.error.ThalwegException MEMORY_LIMIT_EXCEEDED, naming the operator
  public void add(long bytes) {
    Refusal refusal = change(bytes);
    if (refusal != null) {
      throw refusal.toException(owner, bytes);
    }
  }

  /// Takes `bytes` more, or nothing when the limit would be passed.
  public boolean tryAdd(long bytes) {
    return change(bytes) == null;
  }

  private @Nullable Refusal change(long bytes) {
    if (bytes > 0) {
      Refusal refusal = pool.take(bytes);
      if (refusal != null) {
        return refusal;
      }
    } else {
      pool.giveBack(-bytes);
    }
    held += bytes;
    return null;
  }

  /// Makes the reservation `bytes` large.
  public void setTo(long bytes) {
    add(bytes - held);
  }

  /// The most bytes there can be for all that share the memory.
  public long leastLimitBytes() {
    return pool.leastLimitBytes();
  }

  public long heldBytes() {
    return held;
  }

  @Override
  public void close() {
    setTo(0);
  }
}
