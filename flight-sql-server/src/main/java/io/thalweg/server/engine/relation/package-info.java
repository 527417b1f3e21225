/// Tables that the engine itself keeps among the names of a catalog: those that CREATE TABLE … WITH
/// declares, and materialized views.
///
/// Called by the engine and, through the connector SPI, by planner and execution. Uses core and the
/// planner's names.
@NullMarked
package io.thalweg.server.engine.relation;

import org.jspecify.annotations.NullMarked;
