package io.thalweg.exec.runtime;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.port.Clock;
import io.thalweg.core.port.SpillStorage;
import io.thalweg.exec.operator.FileSinks;
import io.thalweg.exec.operator.TableResolver;
import io.thalweg.exec.runtime.schedule.Scheduler;
import java.util.Optional;

/// What an [Executor] needs from the process it lives in.
///
/// @param scheduler runs the tasks; owned (and closed) by the executor
/// @param memory the process's pool; each query gets a child of it
/// @param clock for metrics and step lengths
/// @param tables finds tables named in plans
/// @param fileSinks opens targets of `COPY … TO`
/// @param spill where state goes that memory has no room for; empty: that is an error. The owner
///   closes it behind the executor
public record ExecutorConfig(
    Scheduler scheduler,
    MemoryPool memory,
    Clock clock,
    TableResolver tables,
    FileSinks fileSinks,
    Optional<SpillStorage> spill) {

  /// Without files for state.
  public ExecutorConfig(
      Scheduler scheduler,
      MemoryPool memory,
      Clock clock,
      TableResolver tables,
      FileSinks fileSinks) {
    this(scheduler, memory, clock, tables, fileSinks, Optional.empty());
  }
}
