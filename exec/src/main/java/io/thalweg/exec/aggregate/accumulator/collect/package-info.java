/// Accumulators that keep all values of their groups to the end ([CollectingAccumulator]): lists,
/// quantiles and the most frequent value, over [CollectedRows].
///
/// Made by [io.thalweg.exec.aggregate.accumulator.Accumulators]; an operator short of memory writes
/// the collected rows to files. Uses `aggregate.input`, and the sorting of `state` and `sort`.
@NullMarked
package io.thalweg.exec.aggregate.accumulator.collect;

import org.jspecify.annotations.NullMarked;
