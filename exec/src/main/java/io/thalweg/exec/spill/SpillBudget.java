package io.thalweg.exec.spill;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.exec.operator.SpillSpace;

/// How much one operator may hold before its state goes into files, and how much of it stays in
/// memory then. Used by one task.
///
/// Tables double when they grow: a table may take twice of what is allowed here before the operator
/// gets to move it out.
final class SpillBudget {
  /// The share of the limit from which on state moves out.
  private static final double START = 0.4;

  /// The share of the limit that stays in memory once state has moved out, in small pieces.
  private static final double KEPT = 0.3;

  /// State comes back into memory below so much of the share that stays.
  private static final double BACK = 0.8;

  /// The share of the limit from which on everybody keeps as little as possible.
  private static final double SCARCE = 0.65;

  /// The share of the limit for rows that wait for the barrier; sorting them takes it twice.
  private static final double ROWS = 0.06;

  private static final long LEAST_ROWS = 1 << 15;
  private static final long MOST_ROWS = 8 << 20;
  private static final long LEAST_SEGMENT = 1 << 16;
  private static final long MOST_SEGMENT = 1 << 20;

  private final SpillSpace space;
  private final MemoryPool held;

  /// @param held the operator's account
  SpillBudget(SpillSpace space, MemoryPool held) {
    this.space = space;
    this.held = held;
  }

  private double share(double ofLimit) {
    return ofLimit * held.leastLimitBytes() / space.sharers();
  }

  /// Whether the operator's state is to leave memory.
  boolean isExceeded() {
    return space.always() || (held.usedBytes() > share(START) && held.isFuller(START, 0));
  }

  /// Whether state that is being read will not stay in memory.
  ///
  /// @param read bytes so far; few operators account for them while they are restored
  boolean isExceededBy(long read) {
    return held.isFuller(START, Math.max(0, read - held.usedBytes()));
  }

  /// Whether a partition that was worked on stays in memory.
  ///
  /// @param stayed whether it did before
  boolean keeps(boolean stayed) {
    double most = share(KEPT) * (stayed ? 1 : BACK);
    return !space.always() && held.usedBytes() <= most && !isScarce();
  }

  /// Whether what can leave memory should.
  boolean isScarce() {
    return held.isFuller(SCARCE, 0);
  }

  /// Bytes of an epoch's rows that are held before they are written.
  long rowBytes() {
    return space.always() ? 1 : Math.clamp((long) share(ROWS), LEAST_ROWS, MOST_ROWS);
  }

  /// Bytes of state that are held until they are written.
  long segmentBytes() {
    return Math.clamp(held.leastLimitBytes() / 256, LEAST_SEGMENT, MOST_SEGMENT);
  }
}
