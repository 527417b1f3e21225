package io.thalweg.exec.runtime;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.port.Clock;
import io.thalweg.exec.operator.FileSinks;
import io.thalweg.exec.operator.TableResolver;

/// What an [Executor] needs from the process it lives in.
///
/// @param scheduler runs the tasks; owned (and closed) by the executor
/// @param memory the process's pool; each query gets a child of it
/// @param clock for metrics and step lengths
/// @param tables finds tables named in plans
/// @param fileSinks opens targets of `COPY … TO`
public record ExecutorConfig(
    Scheduler scheduler,
    MemoryPool memory,
    Clock clock,
    TableResolver tables,
    FileSinks fileSinks) {}
