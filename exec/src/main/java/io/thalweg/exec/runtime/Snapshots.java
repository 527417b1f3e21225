package io.thalweg.exec.runtime;

import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.exec.operator.StateWriter;

/// Where one node in one task writes its state.
@FunctionalInterface
interface Snapshots {
  /// For bounded queries, which see no barriers.
  Snapshots NONE =
      barrier -> {
        throw new IllegalStateException(barrier + " in a bounded query");
      };

  /// The writer for the checkpoint that `barrier` carries.
  StateWriter at(Barrier barrier);
}
