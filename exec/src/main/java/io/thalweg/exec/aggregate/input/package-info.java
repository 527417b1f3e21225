/// The rows of a batch as aggregates read them: columns that are gathered once for everybody
/// ([InputColumns]), the group of each row ([GroupedRows]), and weights ([WeightedRows]).
///
/// Made by the operators of `aggregate` and by `window`; read by accumulators. Uses `kernel` and
/// the key columns of `state`.
@NullMarked
package io.thalweg.exec.aggregate.input;

import org.jspecify.annotations.NullMarked;
