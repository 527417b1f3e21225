/// Differential fuzzing: random queries over random small tables, answered by Thalweg at several
/// batch sizes and by DuckDB.
///
/// Everything follows from one seed: tables from the number of the world, a query from its own.
@NullMarked
package io.thalweg.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
