package io.thalweg.connectors.files.parquet;

/// A row group as a piece of input.
///
/// @param bytes stored size of all its columns
public record ParquetRowGroup(int ordinal, long rows, long bytes) {}
