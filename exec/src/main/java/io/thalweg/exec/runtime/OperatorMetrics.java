package io.thalweg.exec.runtime;

/// What one plan node did, over all its tasks.
///
/// @param rows rows emitted
/// @param batches batches emitted
/// @param busyNanos time spent inside the node's operators, without their neighbours
/// @param peakBytes the most memory it had reserved at once
/// @param spilledBytes what it has written to files because memory was short, all told
public record OperatorMetrics(
    long rows, long batches, long busyNanos, long peakBytes, long spilledBytes) {}
