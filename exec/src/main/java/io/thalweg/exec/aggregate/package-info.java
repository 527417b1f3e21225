/// Hash aggregation: [HashAggregateFactory] makes the operators.
///
/// A batch is first mapped to group numbers by a [io.thalweg.exec.state.GroupKeys]; then each
/// accumulator runs one loop over (group numbers, argument column). Bounded queries, and the
/// partial step of continuous ones, emit all groups and forget them ([HashAggregateOperator]); when
/// memory is short, groups go to files and are merged from there ([SpilledGroups]). The operator
/// that keeps its groups from epoch to epoch lives in `continuous`.
///
/// Below: `input`, the rows of a batch as aggregates read them; `accumulator`, the state of one
/// aggregate call for all groups; `continuous`.
///
/// Called by the runtime through the factory, and by `window` for the aggregates of frames
/// ([CallState]); uses `state`, `operator` and `spill`.
@NullMarked
package io.thalweg.exec.aggregate;

import org.jspecify.annotations.NullMarked;
