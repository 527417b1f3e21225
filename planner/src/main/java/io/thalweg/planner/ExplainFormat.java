package io.thalweg.planner;

/// How a plan is printed.
public enum ExplainFormat {
  TEXT,
  JSON,
  /// For Graphviz.
  DOT
}
