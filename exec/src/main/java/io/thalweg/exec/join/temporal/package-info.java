/// The join of a row with the version that was valid at its time: [TemporalJoinFactory] makes the
/// operators.
///
/// A [TemporalJoinOperator] keeps the versions by key, finds them in the order of their times
/// ([Versions]), and keeps left rows only where they wait or may change; [TemporalChanges] finds
/// what an epoch changes.
///
/// Called by the runtime; uses `join.pair`, `join.continuous` for the order of its work, `state`
/// and `operator`.
@NullMarked
package io.thalweg.exec.join.temporal;

import org.jspecify.annotations.NullMarked;
