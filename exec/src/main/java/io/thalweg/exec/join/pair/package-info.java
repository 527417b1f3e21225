/// The words of all joins: pairs of row numbers that become batches ([JoinPairs]), where the
/// columns of their rows come from ([PairRows]), and the key columns of one side ([KeyColumns]).
///
/// Called by the operators of `join` and of the packages beside this one; uses `operator` and the
/// key columns of `state`.
@NullMarked
package io.thalweg.exec.join.pair;

import org.jspecify.annotations.NullMarked;
