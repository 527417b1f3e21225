package io.thalweg.server.engine.job;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.runtime.ResultState;
import java.util.Optional;

/// Takes the rows of a job. Called by the job's thread.
public interface EpochConsumer {

  /// A run begins.
  ///
  /// @param state what [#kept] wrote to the checkpoint that the run goes on from; empty: its rows
  ///   start from the beginning
  void begin(Optional<StateReader> state);

  /// Rows of the epoch that runs.
  void rows(Batch batch);

  /// The epoch has ended: its rows count.
  void epochEnd(long epoch);

  /// There will be no more rows, because the input has ended.
  void end();

  /// What belongs to the job's checkpoints.
  Optional<ResultState> kept();

  /// Takes nothing: for jobs that write to a table.
  EpochConsumer NONE =
      new EpochConsumer() {
        @Override
        public void begin(Optional<StateReader> state) {
          // Nothing is kept.
        }

        @Override
        public void rows(Batch batch) {
          // Nothing is kept.
        }

        @Override
        public void epochEnd(long epoch) {
          // Nothing is kept.
        }

        @Override
        public void end() {
          // Nothing is kept.
        }

        @Override
        public Optional<ResultState> kept() {
          return Optional.empty();
        }
      };
}
