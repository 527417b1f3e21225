package io.thalweg.planner.physical;

import io.thalweg.core.plan.Scan.RuntimeFilterTarget;
import io.thalweg.planner.logical.LogicalScan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The runtime filters of one plan, by the column they restrict: joins register them before the
/// scans below are lowered. Used by one thread.
final class RuntimeFilterTargets {
  private final Map<Integer, List<Integer>> filters = new HashMap<>();
  private int next;

  /// A new filter on a scan's column.
  int add(int column) {
    int filter = next++;
    filters.computeIfAbsent(column, _ -> new ArrayList<>()).add(filter);
    return filter;
  }

  /// The filters on a scan's columns.
  List<RuntimeFilterTarget> targets(LogicalScan scan) {
    List<RuntimeFilterTarget> targets = new ArrayList<>();
    for (LogicalScan.ScanColumn column : scan.scanColumns()) {
      for (int filter : filters.getOrDefault(column.column().id(), List.of())) {
        targets.add(new RuntimeFilterTarget(filter, column.ordinal()));
      }
    }
    return targets;
  }
}
