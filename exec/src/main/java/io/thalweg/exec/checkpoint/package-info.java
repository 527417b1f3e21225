/// Durable checkpoints of one job: what operators snapshot, kept in a
/// [io.thalweg.core.port.CheckpointStore] so that any later process can go on from it.
///
/// Called by `runtime` (which begins a checkpoint with a barrier, hands its writers to operators
/// and completes it) and by whoever lists, restores or removes checkpoints. May use the operator
/// contract, core's Arrow border and the store's port; blocking calls only through
/// [io.thalweg.exec.operator.BlockingCalls].
///
/// ## What lies where
///
/// Below the job's prefix; numbers have 19 digits:
///
/// | key | what it is |
/// |---|---|
/// | `runs/RUN` | a run of the job was started; the largest number is the one that may write |
/// | `segments/RUN-ATTEMPT-NUMBER.segment` | rows; garbage until a manifest names it |
/// | `manifests/ID.json` | a complete checkpoint; put if absent, never changed |
///
/// A manifest names all segments that a restore reads: those of the last full checkpoint, then
/// those of each checkpoint behind it. Segments are put before the manifest that names them and
/// deleted after the last one that does, so that a crash at any point leaves complete checkpoints
/// and garbage.
///
/// ## A manifest, version 2
///
/// One line of JSON with format, version, length and checksum
/// ([io.thalweg.exec.checkpoint.Envelope]), then the JSON of `Manifest`: `info`, the number of
/// vnodes, the `chain` of segments with sizes, checksums and contents, and the `notes`. Version 1
/// does not say how many rows a segment has; it is still read.
///
/// ## A segment
///
/// Rows of operators' state, see [io.thalweg.exec.checkpoint.segment].
///
/// A newer version of either is CHECKPOINT_TOO_NEW, one that is not read any more
/// CHECKPOINT_TOO_OLD, anything else that is wrong CHECKPOINT_CORRUPT; each error names the object.
@NullMarked
package io.thalweg.exec.checkpoint;

import org.jspecify.annotations.NullMarked;
