package io.thalweg.core.plan;

/// When rows or groups are over: once the clock has reached `value(column) + lagMicros`, no later
/// input can match or change them.
///
/// @param column ordinal of a TIMESTAMP column (micros); what it refers to says the holder
/// @param lagMicros may be negative
public record Expiry(int column, long lagMicros, Clock clock) {

  /// What tells how far time is.
  public enum Clock {
    /// The watermark.
    EVENT_TIME,
    /// The time that barriers carry.
    PROCESSING_TIME
  }

  /// By the watermark.
  public Expiry(int column, long lagMicros) {
    this(column, lagMicros, Clock.EVENT_TIME);
  }

  /// The same bound of another column.
  public Expiry of(int otherColumn) {
    return new Expiry(otherColumn, lagMicros, clock);
  }

  /// The greatest value that is over at a watermark, as far as a `long` reaches.
  ///
  /// @param watermarkMicros `Long.MIN_VALUE` when there is none yet: then nothing is over
  public long over(long watermarkMicros) {
    long value = watermarkMicros - lagMicros;
    boolean overflows = ((watermarkMicros ^ lagMicros) & (watermarkMicros ^ value)) < 0;
    return overflows ? (watermarkMicros < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : value;
  }

  /// The clock's reading at which `value` is over, as far as a `long` reaches.
  public long reachedAt(long value) {
    long time = value + lagMicros;
    boolean overflows = ((value ^ time) & (lagMicros ^ time)) < 0;
    return overflows ? (lagMicros < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : time;
  }

  @Override
  public String toString() {
    return "$"
        + column
        + (lagMicros == 0 ? "" : " + " + lagMicros + " us")
        + (clock == Clock.EVENT_TIME ? "" : " by the clock");
  }
}
