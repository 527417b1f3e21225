/// Joins: [HashJoinFactory] for equalities, [NestedLoopJoinFactory] for every other condition.
///
/// The right side is collected once, by all tasks of the fragment together, in a [SharedBuild];
/// then each task runs its left rows against it. Called by the runtime; uses `state` and
/// `operator`.
@NullMarked
package io.thalweg.exec.join;

import org.jspecify.annotations.NullMarked;
