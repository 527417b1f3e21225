package io.thalweg.core.plan;

import java.util.Map;

/// What makes a plan continuous.
///
/// @param nodes by node id; every node has an entry
/// @param emit which rows leave
public record StreamPlan(Map<Integer, NodeStream> nodes, Emit emit) {
  public StreamPlan {
    nodes = Map.copyOf(nodes);
  }

  /// What leaves a continuous query.
  public enum Emit {
    /// The changes of each epoch.
    CHANGES,
    /// Rows that no later input can change.
    ON_WATERMARK
  }
}
