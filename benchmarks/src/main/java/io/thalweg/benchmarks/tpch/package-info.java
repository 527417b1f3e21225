/// TPC-H: the queries with the validation parameters, the data as files, and the race against
/// DuckDB over the same files.
@NullMarked
package io.thalweg.benchmarks.tpch;

import org.jspecify.annotations.NullMarked;
