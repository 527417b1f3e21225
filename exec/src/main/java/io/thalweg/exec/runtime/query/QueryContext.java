package io.thalweg.exec.runtime.query;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.exec.operator.BlockingCalls;
import io.thalweg.exec.runtime.ExecutorConfig;
import io.thalweg.exec.runtime.QueryOptions;
import java.util.Optional;

/// What all nodes of one running query share. Thread-safe.
///
/// @param memory the query's account
/// @param blocking calls that the end of the query waits for
/// @param stream empty in bounded queries
/// @param spill empty where state has to stay in memory
record QueryContext(
    ExecutorConfig config,
    Compilers compilers,
    QueryOptions options,
    MemoryPool memory,
    BlockingCalls blocking,
    RuntimeFilters runtimeFilters,
    ScanCounters progress,
    Optional<StreamContext> stream,
    Optional<QuerySpill> spill) {}
