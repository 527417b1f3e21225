package io.thalweg.exec.spill.bounded;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.exec.operator.SpillSpace;

/// How much one operator of a bounded query may hold before it writes rows to files, and how much
/// of what is in files it may work on at a time. Used by one task; closed by its operator.
public final class MemoryShare implements AutoCloseable {
  /// The share of the limit that is taken freely, and that all operators share once it is used up.
  /// Less than half: tables double when they grow.
  private static final double FREE = 0.4;

  /// The part of what is left of the limit that one piece of work may take.
  private static final double PIECE = 0.25;

  /// The part of a share for rows that wait to be written; they are copied then.
  private static final double BUFFER = 0.125;

  /// The part of a share that one block of sorted rows has, so that many can be merged.
  private static final double BLOCK = 1.0 / 32;

  private static final long LEAST_BUFFER = 1 << 16;
  private static final long MOST_BUFFER = 16 << 20;
  private static final long LEAST_BLOCK = 1 << 14;
  private static final long MOST_BLOCK = 1 << 20;

  /// Where everything goes to files, so little is held: enough for a few batches.
  private static final long TRIAL = 1 << 12;

  private final SpillSpace space;
  private final MemoryPool account;
  private boolean closed;

  /// @param account the node's, or any that its bytes count against
  public MemoryShare(SpillSpace space, MemoryPool account) {
    this.space = space;
    this.account = account;
    space.enter();
  }

  /// A share of the limit that all operators together may have.
  private double share() {
    return FREE * account.leastLimitBytes() / space.sharers();
  }

  /// Whether what is held is to leave memory.
  ///
  /// @param heldBytes by the operator in this task
  /// @param moreBytes that it is going to need for them
  public boolean isExceeded(long heldBytes, long moreBytes) {
    if (space.always()) {
      return heldBytes > TRIAL;
    }
    return heldBytes + moreBytes > share() && account.isFuller(FREE, moreBytes);
  }

  /// Whether everything goes to files, also when there is room.
  public boolean always() {
    return space.always();
  }

  /// Bytes that a piece of work on what is in files may take, tables and copies included.
  public long pieceBytes() {
    return space.always()
        ? TRIAL
        : (long) Math.max(Math.max(LEAST_BUFFER, share()), PIECE * account.freeBytes());
  }

  /// Bytes of rows that are held until they are written.
  public long bufferBytes() {
    return space.always()
        ? TRIAL
        : Math.clamp(
            (long) (BUFFER * Math.max(share(), PIECE * account.freeBytes())),
            LEAST_BUFFER,
            MOST_BUFFER);
  }

  /// Bytes of the blocks in which sorted rows are written and read.
  public long blockBytes() {
    return space.always() ? TRIAL : Math.clamp((long) (BLOCK * share()), LEAST_BLOCK, MOST_BLOCK);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      space.leave();
    }
  }
}
