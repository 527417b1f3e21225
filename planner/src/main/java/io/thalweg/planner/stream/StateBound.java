package io.thalweg.planner.stream;

import io.thalweg.core.plan.Expiry;
import java.math.BigDecimal;
import java.util.List;

/// What keeps the state of a node from growing for ever.
///
/// @param text for people
record StateBound(boolean isBounded, String text) {
  private static final long MICROS_PER_MILLI = 1000;

  static final StateBound FIXED = new StateBound(true, "fixed size");
  static final StateBound TABLE = new StateBound(true, "bounded by tables");
  static final StateBound TTL = new StateBound(true, "bounded by state_ttl");

  static StateBound watermark(String name, Expiry expiry) {
    long lag = Math.floorDiv(expiry.lagMicros(), MICROS_PER_MILLI) * MICROS_PER_MILLI;
    String after = lag == 0 ? "" : (lag < 0 ? " - " : " + ") + seconds(Math.abs(lag));
    String clock = expiry.clock() == Expiry.Clock.EVENT_TIME ? "watermark" : "the clock";
    return new StateBound(true, "bounded by " + clock + " on " + name + after);
  }

  /// @param why what makes it grow
  static StateBound unbounded(String why) {
    return new StateBound(false, "unbounded: " + why);
  }

  private static String seconds(long micros) {
    return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString() + " s";
  }

  /// Of a node with several states.
  static StateBound of(List<StateBound> parts) {
    boolean bounded = parts.stream().allMatch(StateBound::isBounded);
    return new StateBound(
        bounded, String.join(", ", parts.stream().map(StateBound::text).distinct().toList()));
  }
}
