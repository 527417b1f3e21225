package io.thalweg.connectors.files.source;

import io.thalweg.core.connector.RuntimeFilter;
import io.thalweg.core.expr.Expression;
import java.util.List;

/// What a scan wants of one file; all ordinals are those of the file's schema.
///
/// @param columns in output order, without repetition, possibly none
/// @param filters conjuncts to apply: those for which [SourceFile#isExact] said yes
/// @param runtimeFilters may be applied
/// @param batchRows the most rows of a batch
public record FileScan(
    List<Integer> columns, List<Expression> filters, List<OnColumn> runtimeFilters, int batchRows) {
  public FileScan {
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
    runtimeFilters = List.copyOf(runtimeFilters);
  }

  /// A join's filter and the file's column it restricts.
  public record OnColumn(int column, RuntimeFilter filter) {}
}
