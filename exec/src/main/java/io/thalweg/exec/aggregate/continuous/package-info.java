/// Aggregation that goes on: groups that live from epoch to epoch, and what each epoch changes in
/// their results.
///
/// [ContinuousAggregateOperator] is the door. Of each grouping set [LiveGroups] holds keys, states
/// and what a snapshot still has to write; [EpochChanges] finds the rows to emit at a barrier. The
/// accumulators are those of bounded queries where the input only grows, otherwise such as can take
/// a value back exactly, or all values of each group ([GroupValues], [RecomputedAccumulator]).
///
/// Called by [io.thalweg.exec.aggregate.HashAggregateFactory]; uses `aggregate.accumulator`,
/// `aggregate.input`, `state` and `operator`.
@NullMarked
package io.thalweg.exec.aggregate.continuous;

import org.jspecify.annotations.NullMarked;
