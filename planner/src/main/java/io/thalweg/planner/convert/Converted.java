package io.thalweg.planner.convert;

import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalNode;
import java.util.BitSet;
import java.util.List;

/// A converted subtree.
///
/// @param columns the node's columns in the order of Calcite's row; one may stand there twice
/// @param untyped positions of constants whose type the context decides: NULL and quoted strings
record Converted(LogicalNode node, List<Column> columns, BitSet untyped) {
  Converted {
    columns = List.copyOf(columns);
  }

  static Converted of(LogicalNode node, List<Column> columns) {
    return new Converted(node, columns, new BitSet());
  }

  Converted withNode(LogicalNode newNode) {
    return new Converted(newNode, columns, untyped);
  }
}
