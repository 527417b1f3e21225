package io.thalweg.connectors.files.parquet;

import io.thalweg.core.connector.RuntimeFilter;

/// A join's filter on one column of a file.
///
/// @param column ordinal in the file's schema (not in the table's, as the filter's own)
public record ColumnRuntimeFilter(int column, RuntimeFilter filter) {}
