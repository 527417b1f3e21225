/// What outlives the process: definitions of tables and jobs, as JSON in the engine's store.
///
/// Called by the engine at its start and by statements that create or drop something.
@NullMarked
package io.thalweg.server.engine.stored;

import org.jspecify.annotations.NullMarked;
