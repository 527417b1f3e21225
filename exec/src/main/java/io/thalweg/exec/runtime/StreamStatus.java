package io.thalweg.exec.runtime;

import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.checkpoint.CheckpointInfo;
import java.util.Optional;

/// How far a continuous query is.
///
/// @param epoch the last one that has left completely; 0 before the first
/// @param watermarkMicros of that epoch: no later row of the result has an earlier event time;
///   `Long.MIN_VALUE` before there is one, `Long.MAX_VALUE` behind the end
/// @param lateRows rows dropped since the start because they came behind the watermark
/// @param skippedRows rows left out since the start because they could not be read
/// @param rowsRead since the start, without late ones
/// @param lastCheckpoint the last one that is complete
/// @param checkpointFailure why the one after it did not come about; the query goes on and tries
///   again with a later epoch
/// @param waitsFor why a source says nothing at present; the query goes on when it is back
public record StreamStatus(
    long epoch,
    long watermarkMicros,
    long lateRows,
    long skippedRows,
    long rowsRead,
    Optional<CheckpointInfo> lastCheckpoint,
    Optional<ThalwegException> checkpointFailure,
    Optional<ThalwegException> waitsFor) {}
