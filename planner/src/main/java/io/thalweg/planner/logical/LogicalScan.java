package io.thalweg.planner.logical;

import io.thalweg.core.connector.Table;
import io.thalweg.core.expr.Expression;
import java.util.List;
import java.util.OptionalLong;

/// Reads a table.
///
/// @param filters conjuncts that hold for every row: the table's readers get them. Their column
///   references are ordinals of the table's schema, not ids, so that columns can be pruned
/// @param limit rows that suffice
public record LogicalScan(
    Table table, List<ScanColumn> scanColumns, List<Expression> filters, OptionalLong limit)
    implements LogicalNode {

  /// @param ordinal in the table's schema with row id
  public record ScanColumn(Column column, int ordinal) {}

  public LogicalScan {
    scanColumns = List.copyOf(scanColumns);
    filters = List.copyOf(filters);
  }

  public LogicalScan withFilters(List<Expression> newFilters) {
    return new LogicalScan(table, scanColumns, newFilters, limit);
  }

  @Override
  public List<Column> columns() {
    return scanColumns.stream().map(ScanColumn::column).toList();
  }

  @Override
  public List<LogicalNode> inputs() {
    return List.of();
  }

  @Override
  public LogicalNode withInputs(List<LogicalNode> newInputs) {
    return this;
  }

  @Override
  public List<Expression> expressions() {
    return List.of();
  }
}
