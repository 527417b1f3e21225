package io.thalweg.exec.window;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.Window;
import io.thalweg.exec.sort.RowOrder;
import java.util.ArrayList;
import java.util.List;

/// The orders and functions of a [Window]. Used by one task.
final class WindowColumns {
  private final RowOrder partitions;
  private final RowOrder peers;
  private final List<SortKey> keys;
  private final boolean dependOnTies;
  private final List<WindowFunction> functions;

  WindowColumns(Window node) {
    List<SortKey> partitionKeys = node.partitionBy().stream().map(SortKey::ascending).toList();
    this.partitions = new RowOrder(partitionKeys);
    this.peers = new RowOrder(node.orderBy());
    this.keys = new ArrayList<>(partitionKeys);
    keys.addAll(node.orderBy());
    this.dependOnTies = CallTraits.dependOnTies(node);
    this.functions = node.calls().stream().map(call -> WindowFunctions.of(node, call)).toList();
  }

  /// The rows in which the functions want them. Where results depend on the order of peers, it is
  /// that of all columns: so they do not depend on how the rows came.
  RowOrder order() {
    return dependOnTies ? RowOrder.total(keys) : new RowOrder(keys);
  }

  /// Whether rows need no order to be of one partition and peers.
  boolean isUnordered() {
    return keys.isEmpty();
  }

  boolean dependOnTies() {
    return dependOnTies;
  }

  RowOrder partitions() {
    return partitions;
  }

  /// @param sorted without a selection, in [#order]
  PartitionedRows partitioned(Batch sorted) {
    return PartitionedRows.of(sorted, partitions, peers);
  }

  int size() {
    return functions.size();
  }

  /// The column of the function with this number.
  Column compute(int function, PartitionedRows rows, MemoryReservation scratch) {
    return functions.get(function).compute(rows, scratch);
  }
}
