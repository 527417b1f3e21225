package io.thalweg.exec.exchange;

import io.thalweg.core.data.Signal.Watermark;

/// What the watermarks of several inputs are together, barrier by barrier. It never falls, also
/// when an input that was idle comes back behind the others. Used by one task at a time.
public final class WatermarkMerge {
  /// Nothing is to be handed on.
  public static final long NOTHING = Long.MIN_VALUE;

  private long current = Long.MIN_VALUE;
  private boolean idle;

  /// @param least of the inputs that have not ended
  /// @return what to hand on: the watermark when it has risen, [Watermark#IDLE] when no input holds
  ///   it any more, or [#NOTHING]
  public long advance(long least) {
    if (least == Watermark.IDLE) {
      boolean known = idle;
      idle = true;
      return known ? NOTHING : Watermark.IDLE;
    }
    if (least <= current && !idle) {
      return NOTHING;
    }
    idle = false;
    current = Math.max(current, least);
    return current;
  }
}
