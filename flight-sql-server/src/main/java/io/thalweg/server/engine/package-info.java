/// The engine of one process and its sessions: text in, batches out.
///
/// Reading order: [io.thalweg.server.engine.Engine], [io.thalweg.server.engine.Session],
/// [io.thalweg.server.engine.CommandRunner]. Called by Flight SQL, by the embedded JDBC backend and
/// by tests.
@NullMarked
package io.thalweg.server.engine;

import org.jspecify.annotations.NullMarked;
