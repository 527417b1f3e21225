package io.thalweg.planner.validate.calcite;

import java.util.List;
import org.apache.calcite.rel.RelNode;

/// A validated query as Calcite's algebra.
///
/// @param rel its first columns are the result's; more may follow that only order
/// @param names of the result's columns
public record BoundQuery(RelNode rel, List<String> names) {
  public BoundQuery {
    names = List.copyOf(names);
  }
}
