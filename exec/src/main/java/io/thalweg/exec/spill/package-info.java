/// State that is larger than memory: keyed operators of continuous queries, divided into partitions
/// of which few are in memory at a time.
///
/// Called by `runtime`, which puts a [io.thalweg.exec.spill.SpillingFactory] around the factories
/// of nodes that keep state by key. May use the operator contract, segments of `checkpoint`, and
/// files through [io.thalweg.exec.operator.SpillSpace] alone; whatever blocks goes through
/// [io.thalweg.exec.operator.BlockingCalls].
///
/// As long as there is room an operator is one whole and pays nothing. When its share of the
/// query's memory is used up, its snapshot is divided by vnode into partitions, each a real
/// operator of the same kind. From then on rows wait for the barrier, in memory or in a file; at
/// the barrier one partition after the other is restored, gets its rows and the barrier, emits, and
/// is written back: as an incremental snapshot behind those before, or as a full one when these
/// have become long. Partitions that fit stay in memory. A partition without rows in an epoch is
/// left alone, unless it has said that time alone makes it emit by now.
///
/// So memory holds one partition, the share that stays, and buffers. What an epoch shows is what it
/// would show without files: in the epoch in which collecting begins, what the whole says at the
/// barrier and what the partitions say is added up first.
///
/// A checkpoint takes from files what it has not got yet, segment by segment, while later epochs go
/// on; what is in memory of divided state it takes at once. Files belong to the running query and
/// are of no use to another.
@NullMarked
package io.thalweg.exec.spill;

import org.jspecify.annotations.NullMarked;
