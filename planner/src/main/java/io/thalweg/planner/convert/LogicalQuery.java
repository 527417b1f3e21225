package io.thalweg.planner.convert;

import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalNode;
import java.util.List;

/// A query in our algebra.
///
/// @param columns the result's, with the result's names, in order; one may stand there twice
public record LogicalQuery(LogicalNode node, List<Column> columns) {
  public LogicalQuery {
    columns = List.copyOf(columns);
  }

  public LogicalQuery withNode(LogicalNode newNode) {
    return new LogicalQuery(newNode, columns);
  }
}
