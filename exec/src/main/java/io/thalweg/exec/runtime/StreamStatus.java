package io.thalweg.exec.runtime;

import java.util.OptionalLong;

/// How far a continuous query is.
///
/// @param epoch the last one that has left completely; 0 before the first
/// @param watermarkMicros of that epoch: no later row of the result has an earlier event time;
///   `Long.MIN_VALUE` before there is one, `Long.MAX_VALUE` behind the end
/// @param lateRows rows dropped since the start because they came behind the watermark
/// @param rowsRead since the start, without late ones
/// @param lastCheckpoint the last epoch that is durable
public record StreamStatus(
    long epoch, long watermarkMicros, long lateRows, long rowsRead, OptionalLong lastCheckpoint) {}
