package io.thalweg.core.connector;

import io.thalweg.core.data.Column;

/// What a join's build side knows about the values that can still match, pushed into the scan of
/// its probe side. Thread-safe; becomes ready once, then never changes.
public interface RuntimeFilter {

  /// The ordinal, in the table, of the column it restricts.
  int column();

  /// Whether the build side is complete. Until then nothing may be dropped.
  boolean isReady();

  /// Whether any value in `min..max` (physical form of INT and LONG columns) can match; for other
  /// layouts always true. Lets a reader skip row groups and pages.
  boolean mayMatch(long min, long max);

  /// Keeps those of `rows[0..count)` of `column` whose value can match (NULL never does), writes
  /// them to `kept` in order and returns how many. May keep rows that do not match.
  ///
  /// @param kept at least `count` long; may be `rows`
  int select(Column column, int[] rows, int count, int[] kept);
}
