package io.thalweg.connectors.files.parquet;

import io.thalweg.connectors.files.parquet.read.ExcludedRows;
import io.thalweg.core.expr.Expression;
import java.util.List;

/// What a scan wants of one file.
///
/// @param columns ordinals of the file's schema, in output order
/// @param filters conjuncts over the file's columns; all are applied exactly
/// @param runtimeFilters joins' filters; may let rows pass that do not match
/// @param batchRows the most rows of a batch
/// @param rows of each row group those that are read, without those the filters drop
public record ParquetScanRequest(
    List<Integer> columns,
    List<Expression> filters,
    List<ColumnRuntimeFilter> runtimeFilters,
    int batchRows,
    ExcludedRows.Range rows) {
  public ParquetScanRequest {
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
    runtimeFilters = List.copyOf(runtimeFilters);
    if (batchRows < 1) {
      throw new IllegalArgumentException("a batch has at least one row");
    }
  }

  /// All rows.
  public ParquetScanRequest(
      List<Integer> columns,
      List<Expression> filters,
      List<ColumnRuntimeFilter> runtimeFilters,
      int batchRows) {
    this(columns, filters, runtimeFilters, batchRows, ExcludedRows.Range.ALL);
  }
}
