/// Joins: [HashJoinFactory] for equalities, [NestedLoopJoinFactory] for every other condition.
///
/// Bounded, the right side is collected once, by all tasks of the fragment together, in a
/// [SharedBuild]; then each task runs its left rows against it ([JoinOperator]). When memory is
/// short both sides go into files first, divided by their keys ([GraceJoin]). In a continuous query
/// each task is an operator of `continuous`, over the rows of both inputs that come to it.
///
/// Below: `pair`, the words of all joins; `filter`, what scans of the left side are told of the
/// right one's keys; `continuous`; `temporal`, the join with the version that was valid at a time.
///
/// Called by the runtime through the factories; uses `state`, `operator` and `spill`.
@NullMarked
package io.thalweg.exec.join;

import org.jspecify.annotations.NullMarked;
