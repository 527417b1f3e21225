package io.thalweg.server.engine.job;

import io.thalweg.exec.checkpoint.CheckpointInfo;
import java.util.Optional;

/// How a job is doing.
///
/// @param epoch the last one that shows; 0 before the first
/// @param watermarkMicros `Long.MIN_VALUE` when there is none, `Long.MAX_VALUE` behind the end
/// @param lagMicros how far the last epoch that shows is behind the clock; -1 before the first
/// @param rowsRead since the run began
/// @param rowsPerSecond of the last seconds
/// @param lateRows since the run began
/// @param skippedRows since the run began
/// @param stateBytes that the run holds in memory
/// @param spilledBytes that the run holds in files because memory is short
/// @param restarts since the process began
/// @param error the last one, with its code; empty when there was none
public record JobStatus(
    JobState state,
    long epoch,
    long watermarkMicros,
    long lagMicros,
    long rowsRead,
    double rowsPerSecond,
    long lateRows,
    long skippedRows,
    long stateBytes,
    long spilledBytes,
    Optional<CheckpointInfo> checkpoint,
    int restarts,
    String error) {}
