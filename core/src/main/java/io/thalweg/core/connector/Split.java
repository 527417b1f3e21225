package io.thalweg.core.connector;

import java.util.Map;

/// A piece of a table's input that one reader reads: a row group, a byte range, a partition.
///
/// @param label short text for errors and progress, for example `lineitem.parquet#3`
/// @param rows estimated rows, or -1
/// @param bytes estimated bytes to read, or -1
/// @param properties what [Table#open] needs; plain data, so that splits can travel
public record Split(String label, long rows, long bytes, Map<String, String> properties) {
  public Split {
    properties = Map.copyOf(properties);
  }
}
