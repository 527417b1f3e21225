package io.thalweg.planner;

import java.time.Duration;
import java.util.Optional;

/// Settings that change plans.
///
/// @param parallelism tasks a parallel fragment may run as; 1 plans without two-step aggregation
/// @param optimize false leaves out every rewrite that is not needed for a right answer (join
///   ordering, pushdown, pruning): an oracle for tests
/// @param deadline planning that takes longer fails with TIMED_OUT
/// @param allowUnboundedState whether a continuous query may keep state that only grows
/// @param stateTtl continuous queries forget state that was not touched for so long
public record PlannerOptions(
    int parallelism,
    boolean optimize,
    Duration deadline,
    boolean allowUnboundedState,
    Optional<Duration> stateTtl) {
  public static final PlannerOptions DEFAULT =
      new PlannerOptions(Runtime.getRuntime().availableProcessors(), true, Duration.ofSeconds(30));

  /// Of bounded queries.
  public PlannerOptions(int parallelism, boolean optimize, Duration deadline) {
    this(parallelism, optimize, deadline, false, Optional.empty());
  }

  /// The same, but for state that only grows.
  public PlannerOptions allowingUnboundedState() {
    return new PlannerOptions(parallelism, optimize, deadline, true, stateTtl);
  }

  public PlannerOptions {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism is at least 1");
    }
  }
}
