package io.thalweg.connectors.files.parquet.read;

/// One step of a scan's filtering. Used by one thread.
interface FilterStage {

  /// Drops rows of the window that cannot be wanted.
  void apply(Window window);
}
