/// Checks of TPC-H answers against DuckDB.
@NullMarked
package io.thalweg.benchmarks.tpch;

import org.jspecify.annotations.NullMarked;
