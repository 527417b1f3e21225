package io.thalweg.exec.kernel;

import io.thalweg.core.data.FlatColumn;

/// One function over dense rows. Thread-safe unless its maker says otherwise.
@FunctionalInterface
public interface Kernel {

  /// @param arguments flat columns of exactly `rows` rows; only read
  /// @return a column of `rows` rows
  FlatColumn apply(FlatColumn[] arguments, int rows);
}
