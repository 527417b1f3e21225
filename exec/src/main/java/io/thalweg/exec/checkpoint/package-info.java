/// Durable checkpoints of one job: what operators snapshot, kept in a
/// [io.thalweg.core.port.CheckpointStore] so that any later process can go on from it.
///
/// Called by `runtime` (which begins a checkpoint with a barrier, hands its writers to operators
/// and completes it) and by whoever lists, restores or removes checkpoints. May use the operator
/// contract, core's Arrow border and the store's port; blocking calls only through
/// [io.thalweg.exec.operator.BlockingCalls].
@NullMarked
package io.thalweg.exec.checkpoint;

import org.jspecify.annotations.NullMarked;
