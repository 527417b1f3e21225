/// The engine of one process and its sessions: text in, batches out.
///
/// Reading order: [io.thalweg.server.engine.Engine], [io.thalweg.server.engine.Session],
/// [io.thalweg.server.engine.CommandRunner]. The packages below hold what these speak of: the names
/// of the process (`catalog`, and `relation` for those that the engine itself keeps), results on
/// their way to a client (`result`), what there is as rows (`show`), and jobs (`job`). Called by
/// Flight SQL, by the embedded JDBC backend and by tests.
@NullMarked
package io.thalweg.server.engine;

import org.jspecify.annotations.NullMarked;
