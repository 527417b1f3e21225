package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.format.SchemaNode;
import io.thalweg.core.connector.PredicateCompiler;
import io.thalweg.core.connector.RuntimeFilter;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.expr.Expression;
import java.util.List;
import java.util.Map;

/// Puts scans together; the door of this package.
public final class ScanFactory {
  private ScanFactory() {}

  /// What a scan is asked for.
  ///
  /// @param fields the file's columns
  /// @param columns ordinals of the output columns
  /// @param filters conjuncts over the file's columns
  /// @param runtimeFilters joins' filters with the ordinal of the column each restricts
  /// @param position where to go on, as [SplitReader#position] told; empty for the start
  public record Request(
      List<SchemaNode> fields,
      List<Integer> columns,
      List<Expression> filters,
      List<Map.Entry<Integer, RuntimeFilter>> runtimeFilters,
      int batchRows,
      String position) {}

  public static SplitReader open(
      ScanReader.Input input, Request request, PredicateCompiler predicates) {
    ScanPlan plan = new ScanPlan(request.fields(), request.columns());
    request.filters().forEach(filter -> plan.add(filter, predicates));
    request.runtimeFilters().forEach(entry -> plan.add(entry.getKey(), entry.getValue()));
    return new ScanReader(input, plan, request.batchRows(), request.position());
  }
}
