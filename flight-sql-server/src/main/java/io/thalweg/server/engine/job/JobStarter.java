package io.thalweg.server.engine.job;

import io.thalweg.exec.checkpoint.Checkpoints;
import io.thalweg.exec.checkpoint.Restored;
import io.thalweg.exec.runtime.ResultState;
import io.thalweg.exec.runtime.RunningStream;
import java.util.Optional;
import java.util.Set;

/// Plans a job and starts it; implemented by the engine. Thread-safe.
@FunctionalInterface
public interface JobStarter {

  /// @param checkpoints where epochs are made durable; not owned
  /// @param from the checkpoint to go on from; not owned
  /// @param result what the reader of the rows keeps in checkpoints
  /// @throws io.thalweg.core.error.ThalwegException when it cannot be planned any more
  Started start(
      JobDefinition definition,
      Optional<Checkpoints> checkpoints,
      Optional<Restored> from,
      Optional<ResultState> result);

  /// A run.
  ///
  /// @param reads the relations it reads, by id
  record Started(RunningStream stream, Set<String> reads) {}
}
