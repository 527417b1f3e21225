package io.thalweg.core.memory;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A number of bytes that reservations draw from. Accounting only: it allocates nothing.
///
/// Thread-safe. Pools form a tree; a byte reserved in a child is reserved in its parent too.
public final class MemoryPool {
  private final String name;
  private final long limit;
  private final @Nullable MemoryPool parent;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();

  private MemoryPool(String name, long limit, @Nullable MemoryPool parent) {
    this.name = name;
    this.limit = limit;
    this.parent = parent;
  }

  /// A pool without a parent, for a process.
  public static MemoryPool root(String name, long limitBytes) {
    return new MemoryPool(name, limitBytes, null);
  }

  /// A pool whose bytes count against this one too, for a query.
  public MemoryPool child(String childName, long limitBytes) {
    return new MemoryPool(childName, limitBytes, this);
  }

  /// A reservation of zero bytes for the operator `owner`, the name errors carry.
  public MemoryReservation reservation(String owner) {
    return new MemoryReservation(this, owner);
  }

  public long usedBytes() {
    return used.get();
  }

  /// The most bytes that were in use at once.
  public long peakBytes() {
    return peak.get();
  }

  public long limitBytes() {
    return limit;
  }

  /// The most bytes this pool can have: the least limit of it and those above it.
  public long leastLimitBytes() {
    return parent == null ? limit : Math.min(limit, parent.leastLimitBytes());
  }

  /// The bytes that are left, here and in the pools above: the least of them.
  public long freeBytes() {
    long free = Math.max(0, limit - used.get());
    return parent == null ? free : Math.min(free, parent.freeBytes());
  }

  /// Whether more than this share of the limit is in use, here or in a pool above. A pool without a
  /// limit never is that full.
  ///
  /// @param moreBytes counted as if they were in use
  public boolean isFuller(double share, long moreBytes) {
    boolean fuller = limit < Long.MAX_VALUE && used.get() + moreBytes > share * limit;
    return fuller || (parent != null && parent.isFuller(share, moreBytes));
  }

  /// Takes `bytes` here and in the pools above, or takes nothing and says which of them has no
  /// room.
  @Nullable Refusal take(long bytes) {
    long before;
    do {
      before = used.get();
      if (before > limit - bytes) {
        return new Refusal(this, before);
      }
    } while (!used.compareAndSet(before, before + bytes));
    if (parent != null) {
      Refusal above = parent.take(bytes);
      if (above != null) {
        used.addAndGet(-bytes);
        return above;
      }
    }
    peak.accumulateAndGet(before + bytes, Math::max);
    return null;
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
    if (parent != null) {
      parent.giveBack(bytes);
    }
  }

  /// Why bytes were not granted: `pool` has no room, with `usedBytes` in use when it was asked.
  record Refusal(MemoryPool pool, long usedBytes) {
    ThalwegException toException(String owner, long wanted) {
      return new ThalwegException(
          ErrorCode.MEMORY_LIMIT_EXCEEDED,
          String.format(
              Locale.ROOT,
              "%s needs %,d more bytes, but %s has %,d of %,d bytes in use;"
                  + " raise it with SET memory_limit = '…' or let the query keep less",
              owner,
              wanted,
              pool.name,
              usedBytes,
              pool.limit));
    }
  }
}
