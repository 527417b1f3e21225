/// Hash aggregation: [HashAggregateFactory] makes the operators, an [Accumulator] keeps one
/// aggregate call's state for all groups.
///
/// A batch is first mapped to group numbers by a [io.thalweg.exec.state.GroupKeys]; then each
/// accumulator runs one loop over (group numbers, argument column). Bounded queries, and the
/// partial step of continuous ones, emit all groups and forget them ([HashAggregateOperator]).
/// Continuous queries keep their groups and emit what each epoch changes
/// ([ContinuousAggregateOperator]): the same accumulators where the input only grows, otherwise
/// such as can take a value back exactly, or all values of each group ([GroupValues]).
///
/// Called by the runtime; uses `state` and `operator`.
@NullMarked
package io.thalweg.exec.aggregate;

import org.jspecify.annotations.NullMarked;
