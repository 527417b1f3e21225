/// The engine behind Arrow Flight SQL.
///
/// Reading order: [io.thalweg.server.flight.SqlProducer] answers the calls,
/// [io.thalweg.server.flight.Tickets] keeps what `DoGet` will run,
/// [io.thalweg.server.flight.ResultSender] streams it. Every call runs on a virtual thread of its
/// own, so that a client that reads slowly holds a stack and a batch, and no worker of the engine.
/// Called by [io.thalweg.server.ThalwegServer].
@NullMarked
package io.thalweg.server.flight;

import org.jspecify.annotations.NullMarked;
