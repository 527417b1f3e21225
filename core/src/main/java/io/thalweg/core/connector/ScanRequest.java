package io.thalweg.core.connector;

import io.thalweg.core.expr.Expression;
import java.util.List;
import java.util.OptionalLong;

/// What one scan wants of a table.
///
/// @param columns ordinals of [Table#schemaWithRowId], in output order, without repetition
/// @param filters conjuncts over the *table's* columns (not the output's); those that
///   [Table#exactFilters] accepted must be applied, the others may be used to prune
/// @param limit rows that suffice from all splits together, when no filter stands above
/// @param batchRows the most rows of a batch
public record ScanRequest(
    List<Integer> columns, List<Expression> filters, OptionalLong limit, int batchRows) {
  public ScanRequest {
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
    if (batchRows < 1) {
      throw new IllegalArgumentException("a batch has at least one row");
    }
  }
}
