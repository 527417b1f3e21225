package io.thalweg.exec.operator;

import io.thalweg.core.data.Column;

/// The values of one join key on the build side, as far as a scan of the probe side can use them.
/// Thread-safe and immutable. The two methods mean what they mean in
/// [io.thalweg.core.connector.RuntimeFilter], which adds the scan's column.
public interface KeyFilter {

  /// Whether any value in `min..max` (physical form of INT and LONG columns) can match; for other
  /// layouts always true.
  boolean mayMatch(long min, long max);

  /// Keeps those of `rows[0..count)` of `column` whose value can match (NULL never does), writes
  /// them to `kept` in order and returns how many. May keep rows that do not match.
  ///
  /// @param kept at least `count` long; may be `rows`
  int select(Column column, int[] rows, int count, int[] kept);
}
