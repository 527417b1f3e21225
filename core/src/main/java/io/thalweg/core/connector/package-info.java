/// The SPI: connector → catalog → table → splits → batches, and the way back through sinks.
///
/// Implemented by the packages of the `connectors` room; called by the planner (schemas,
/// statistics, pushdown), by execution (splits, readers, sinks) and by the server (catalogs).
/// Everything a plan carries is plain data, so that fragments can travel.
@NullMarked
package io.thalweg.core.connector;

import org.jspecify.annotations.NullMarked;
