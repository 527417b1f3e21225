/// What a statement yields: rows that are pulled batch by batch, or a count; and which queries
/// yield rows at the moment.
///
/// Sessions start the streams; Flight SQL and the embedded backend pull them and close them. Uses
/// core, exec's running queries and the planner's statements, nothing of the engine.
@NullMarked
package io.thalweg.server.engine.result;

import org.jspecify.annotations.NullMarked;
