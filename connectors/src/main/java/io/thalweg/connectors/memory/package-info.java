/// The catalog `memory`: tables on the heap, changed by INSERT, UPDATE, DELETE and MERGE.
///
/// A statement reads one immutable version of a table and its sink commits the next one, so that
/// readers never wait and never see half a statement. Called by the composition root and, through
/// the connector SPI, by planner and execution. Uses core only.
@NullMarked
package io.thalweg.connectors.memory;

import org.jspecify.annotations.NullMarked;
