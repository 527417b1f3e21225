package io.thalweg.exec.runtime.pipeline;

import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.exec.operator.StateWriter;

/// Where one node in one task writes its state. Used by that task.
public interface Snapshots {
  /// For bounded queries, which see no barriers.
  Snapshots NONE =
      new Snapshots() {
        @Override
        public StateWriter at(Barrier barrier) {
          throw new IllegalStateException(barrier + " in a bounded query");
        }

        @Override
        public void unwritten() {
          throw new IllegalStateException("a snapshot in a bounded query");
        }

        @Override
        public void written() {
          throw new IllegalStateException("a snapshot in a bounded query");
        }
      };

  /// The writer for the checkpoint that `barrier` carries.
  StateWriter at(Barrier barrier);

  /// The state will be written while the task goes on: the checkpoint waits for [#written].
  void unwritten();

  /// All state has been written.
  void written();
}
