package io.thalweg.exec.runtime;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.PhysicalPlan;
import java.util.List;

/// Starts plans on one scheduler. Thread-safe. One per process.
public interface Executor extends AutoCloseable {

  /// Starts running `plan`. Returns at once; errors of running it come from the result.
  ///
  /// @param parameters values by parameter index, of the types the plan names
  /// @throws io.thalweg.core.error.ThalwegException PARAMETER_MISMATCH when they do not fit,
  ///   UNKNOWN_TABLE when a table is gone, SHUTTING_DOWN after [#close]
  RunningQuery start(PhysicalPlan plan, List<Literal> parameters, QueryOptions options);

  /// Starts running `plan` continuously. A bounded plan is a stream of one epoch.
  ///
  /// @throws io.thalweg.core.error.ThalwegException as [#start]
  RunningStream startStream(
      PhysicalPlan plan, List<Literal> parameters, QueryOptions options, StreamOptions stream);

  /// [#startStream] of a plan without parameters.
  default RunningStream startStream(PhysicalPlan plan, QueryOptions options, StreamOptions stream) {
    return startStream(plan, List.of(), options, stream);
  }

  /// Cancels the queries that still run, waits for them, and stops the scheduler.
  @Override
  void close();
}
