package io.thalweg.planner.physical;

import io.thalweg.planner.logical.LogicalNode;
import java.util.Optional;

/// Estimated row counts. Used by one thread.
final class Estimates {
  double rows(LogicalNode node) {
    return 1000;
  }

  Optional<Double> distinct(LogicalNode node, int column) {
    return Optional.empty();
  }
}
