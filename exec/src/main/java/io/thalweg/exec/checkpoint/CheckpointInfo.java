package io.thalweg.exec.checkpoint;

/// What is known of a complete checkpoint.
///
/// @param id counts from 1 within the job, without gaps
/// @param epoch the last epoch whose changes it holds
/// @param run that made it
/// @param jobVersion of the plan that made it
/// @param full whether it holds everything by itself
/// @param bytes that it added
/// @param stateBytes that a restore reads: the last full one and all behind it
/// @param timeMicros when it was begun, in micros since 1970 UTC
/// @param durationMicros until its segments were durable
public record CheckpointInfo(
    long id,
    long epoch,
    long run,
    long jobVersion,
    boolean full,
    long bytes,
    long stateBytes,
    long timeMicros,
    long durationMicros) {}
