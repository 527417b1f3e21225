/// Statements that are not queries, resolved and free of Calcite: what the engine itself carries
/// out.
///
/// [io.thalweg.planner.command.CommandBinder] turns a parsed statement into a
/// [io.thalweg.planner.command.Command]; called by the engine.
@NullMarked
package io.thalweg.planner.command;

import org.jspecify.annotations.NullMarked;
