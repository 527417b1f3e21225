/// What there is, as rows: SHOW, DESCRIBE and SUMMARIZE, jobs and their checkpoints, and the
/// inventory of schemas, tables, columns and functions.
///
/// Called by the engine's commands, by Flight SQL's metadata calls and by the tables of the system
/// catalog. Looks at the engine and its sessions, changes nothing.
@NullMarked
package io.thalweg.server.engine.show;

import org.jspecify.annotations.NullMarked;
