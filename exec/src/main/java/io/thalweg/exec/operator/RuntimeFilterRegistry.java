package io.thalweg.exec.operator;

import io.thalweg.core.connector.RuntimeFilter;

/// The runtime filters of one running query, by the id the plan gives them. Thread-safe.
public interface RuntimeFilterRegistry {

  /// Makes filter `filter` ready. Called once per filter, by a join whose build side is complete in
  /// all tasks. A join that cannot say anything useful need not call it.
  void publish(int filter, KeyFilter keys);

  /// The filter as a scan sees it: not ready until it is published.
  ///
  /// @param column the ordinal in the scanned table
  RuntimeFilter target(int filter, int column);
}
