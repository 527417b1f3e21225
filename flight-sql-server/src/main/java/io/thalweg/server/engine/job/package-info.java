/// Continuous queries that outlive their session: what they are, how they run, restart, pause and
/// come back after a restart of the process.
///
/// Each job has a virtual thread that takes its rows and watches over its runs. Called by the
/// engine; uses exec's runtime and checkpoints, and asks the engine for plans through
/// [io.thalweg.server.engine.job.JobStarter].
@NullMarked
package io.thalweg.server.engine.job;

import org.jspecify.annotations.NullMarked;
