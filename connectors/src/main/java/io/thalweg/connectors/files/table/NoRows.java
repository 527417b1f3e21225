package io.thalweg.connectors.files.table;

import io.thalweg.core.connector.SplitReader;

/// A split that turned out to have nothing to read.
enum NoRows implements SplitReader {
  INSTANCE;

  @Override
  public Progress read() {
    return Progress.Finished.INSTANCE;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
