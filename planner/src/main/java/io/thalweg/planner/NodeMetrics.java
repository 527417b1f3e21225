package io.thalweg.planner;

import java.time.Duration;
import java.util.Optional;

/// What execution measured, by plan node: the input of `EXPLAIN ANALYZE`. Implemented by the
/// engine.
@FunctionalInterface
public interface NodeMetrics {

  /// The figures of the node with this id; empty when it never ran.
  Optional<Figures> of(int nodeId);

  /// @param rows rows the node yielded, over all tasks
  /// @param time busy time, over all tasks
  /// @param memoryBytes the most it held at once
  /// @param spilledBytes what it wrote to files because memory was short
  record Figures(long rows, Duration time, long memoryBytes, long spilledBytes) {}
}
