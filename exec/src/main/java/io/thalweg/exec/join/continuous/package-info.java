/// Joins that go on: [ContinuousJoins] makes the operators.
///
/// A [ContinuousJoin] keeps the rows of both inputs, a [JoinSide] each, and runs every batch of one
/// against what is kept of the other ([DeltaProbe]). Pairs leave at once; rows that are yielded by
/// whether they match wait for the barrier. The work is cut into pieces ([JoinStep]), one after the
/// other ([JoinSteps]).
///
/// Called by the factories of `join`; `temporal` works in the same pieces and notes in the same way
/// what was shown ([ShownLog]). Uses `join.pair`, `state` and `operator`.
@NullMarked
package io.thalweg.exec.join.continuous;

import org.jspecify.annotations.NullMarked;
