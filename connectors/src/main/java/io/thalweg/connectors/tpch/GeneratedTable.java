package io.thalweg.connectors.tpch;

import io.thalweg.core.type.Schema;
import io.trino.tpch.TpchEntity;
import java.util.List;
import java.util.Set;

/// What is the same for a table at every scale.
///
/// @param generator makes the rows of one part
/// @param baseRows at scale factor 1
/// @param scaled whether the rows grow with the scale factor
/// @param key ordinals of the primary key; rows come in its order
record GeneratedTable<E extends TpchEntity>(
    String name,
    io.trino.tpch.TpchTable<E> generator,
    double baseRows,
    boolean scaled,
    List<Integer> key,
    List<GeneratedColumn<E>> columns) {
  GeneratedTable {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
  }

  double rows(double scale) {
    return scaled ? Math.max(1, Math.floor(baseRows * scale)) : baseRows;
  }

  Schema schema() {
    return new Schema(columns.stream().map(GeneratedColumn::field).toList());
  }

  Set<Integer> keySet() {
    return Set.copyOf(key);
  }
}
