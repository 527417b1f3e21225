/// Which task steps next, and on which thread: the port ([Scheduler]), a fixed pool of workers
/// ([WorkerPool]), and a deterministic twin without threads ([SingleThreadScheduler]).
///
/// Called by `query`, which submits its tasks; made by [io.thalweg.exec.runtime.Executors]. Knows
/// nothing of plans and queries; uses only `operator`.
@NullMarked
package io.thalweg.exec.runtime.schedule;

import org.jspecify.annotations.NullMarked;
