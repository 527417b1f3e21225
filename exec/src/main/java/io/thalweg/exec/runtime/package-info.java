/// Runs physical plans: fragments as cooperative tasks on a fixed pool of workers. Here is what the
/// engine sees of it.
///
/// [Executors] makes an [Executor]; it starts a plan and returns a [RunningQuery], or a
/// [RunningStream] of a continuous one, whose rows are asked for ([ResultPoll]). The records beside
/// them say how a query is to run and what became of it.
///
/// Reading order below: `query`, the life of one query and its tasks; `pipeline`, the stages of one
/// task; `stream`, what continuous queries need besides; `schedule`, which task steps next and on
/// which thread.
///
/// Called by the engine.
@NullMarked
package io.thalweg.exec.runtime;

import org.jspecify.annotations.NullMarked;
