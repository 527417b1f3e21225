package io.thalweg.server.engine.job;

import io.thalweg.core.data.Batch;

/// Takes the rows of a job. Called by the job's thread.
public interface EpochConsumer {

  /// A run begins. Its rows start from the beginning.
  void begin();

  /// Rows of the epoch that runs.
  void rows(Batch batch);

  /// The epoch has ended: its rows count.
  void epochEnd(long epoch);

  /// There will be no more rows, because the input has ended.
  void end();

  /// Takes nothing: for jobs that write to a table.
  EpochConsumer NONE =
      new EpochConsumer() {
        @Override
        public void begin() {
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
      };
}
