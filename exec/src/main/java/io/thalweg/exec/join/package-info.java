/// Joins: [HashJoinFactory] for equalities, [NestedLoopJoinFactory] for every other condition,
/// [TemporalJoinFactory] for the version that was valid at a time.
///
/// Bounded, the right side is collected once, by all tasks of the fragment together, in a
/// [SharedBuild]; then each task runs its left rows against it. In a continuous query each task is
/// a [ContinuousJoin] over the rows of both inputs that come to it. Called by the runtime; uses
/// `state` and `operator`.
@NullMarked
package io.thalweg.exec.join;

import org.jspecify.annotations.NullMarked;
