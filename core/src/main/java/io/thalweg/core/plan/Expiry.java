package io.thalweg.core.plan;

/// When rows or groups are over: once the watermark has reached `value(column) + lagMicros`, no
/// later input can match or change them.
///
/// @param column ordinal of a TIMESTAMP column (micros); what it refers to says the holder
/// @param lagMicros may be negative
public record Expiry(int column, long lagMicros) {
  @Override
  public String toString() {
    return "$" + column + (lagMicros == 0 ? "" : " + " + lagMicros + " us");
  }
}
