/// Hash aggregation: [AggregateFactory] makes the operator, an [Accumulator] keeps one aggregate
/// call's state for all groups.
///
/// A batch is first mapped to group numbers by a [io.thalweg.exec.state.GroupKeys]; then each
/// accumulator runs one loop over (group numbers, argument column). Called by the runtime; uses
/// `state` and `operator`.
@NullMarked
package io.thalweg.exec.aggregate;

import org.jspecify.annotations.NullMarked;
