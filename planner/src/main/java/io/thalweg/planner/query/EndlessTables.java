package io.thalweg.planner.query;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalScan;

/// Tables that a bounded query would read for ever.
final class EndlessTables {
  private EndlessTables() {}

  /// @throws ThalwegException INVALID_STATEMENT when there is one below `node`
  static void refuse(LogicalNode node) {
    if (node instanceof LogicalScan scan && !scan.table().facts().bounded()) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT,
          "table "
              + scan.table().handle()
              + " has no end, so SELECT would never finish; write SELECT STREAM, or declare the"
              + " table with a number of rows");
    }
    node.inputs().forEach(EndlessTables::refuse);
  }
}
