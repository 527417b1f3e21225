/// What the footer of a file tells about its rows: pruning of row groups, statistics for the
/// planner.
///
/// Called by the public classes of the package above. Everything here is advice that may be
/// missing; bounds are true bounds when present.
@NullMarked
package io.thalweg.connectors.files.parquet.statistics;

import org.jspecify.annotations.NullMarked;
