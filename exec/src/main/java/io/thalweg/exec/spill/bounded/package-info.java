/// What bounded queries put into files when memory is short: rows, by partition or in order, and
/// how much an operator may hold before it does.
///
/// Used by the operators of `sort`, `window`, `aggregate` and `join`, each of which decides itself
/// what it writes. May use the operator contract, segments of `checkpoint`, and files through
/// [io.thalweg.exec.operator.SpillSpace] alone; whatever blocks is run by the operators through
/// [io.thalweg.exec.spill.Calls].
///
/// No operator is told to give memory back: each one looks, batch by batch, at its query's account
/// ([MemoryShare]). While the query has used less than a good part of its limit, everybody takes
/// what there is. From then on whoever holds more than a fair share writes it to files at its next
/// batch. An operator that gets no rows any more keeps what it holds, at most the part that was
/// taken freely; the rest of the limit is what the others' shares are made of.
@NullMarked
package io.thalweg.exec.spill.bounded;

import org.jspecify.annotations.NullMarked;
