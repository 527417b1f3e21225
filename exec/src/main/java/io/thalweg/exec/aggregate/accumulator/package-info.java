/// The state of aggregate calls: an [Accumulator] keeps one call's state for all groups, in arrays
/// indexed by group number; [Accumulators] knows which one a call needs.
///
/// A [KeptAccumulator] is one whose groups can be saved and forgotten one by one, as continuous
/// queries need it. Where rows may be taken back, such as are exact take the place of those that
/// round: [ExactDoubles] holds sums of DOUBLE without rounding. What keeps all values of its groups
/// lives in `collect`.
///
/// Called by the operators of `aggregate`, bounded and continuous; which accumulator it is they ask
/// only to share sums, and to move states through files. Uses `aggregate.input`, `kernel` and
/// `state`.
@NullMarked
package io.thalweg.exec.aggregate.accumulator;

import org.jspecify.annotations.NullMarked;
