/// Runs physical plans: fragments as cooperative tasks on a fixed pool of workers.
///
/// Reading order: [io.thalweg.exec.runtime.Executor] starts a plan and returns a
/// [io.thalweg.exec.runtime.RunningQuery]; a task drives one fragment's operators in steps; a
/// [io.thalweg.exec.runtime.Scheduler] decides which task steps next. Called by the engine; the
/// only package that knows all operator families.
@NullMarked
package io.thalweg.exec.runtime;

import org.jspecify.annotations.NullMarked;
