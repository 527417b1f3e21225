/// The life of one query: from a plan to tasks, and to the last of them that has stopped.
///
/// [LocalExecutor] starts a plan: [QueryAssembly] makes the fragments' factories from it, with
/// [OperatorFactories], the only class that knows all operator families. A [QueryRun] starts the
/// [Task]s of each [FragmentRun], hands out the rows and releases everything in the end; the
/// [EpochCoordinator] of a continuous query sends the barriers through the tasks. A [Task] builds
/// its pipeline in its first step and runs a piece of it in each.
///
/// Called through the interfaces of [io.thalweg.exec.runtime] alone. Uses `pipeline`, `stream` and
/// `schedule` beside it, and all operator families.
@NullMarked
package io.thalweg.exec.runtime.query;

import org.jspecify.annotations.NullMarked;
