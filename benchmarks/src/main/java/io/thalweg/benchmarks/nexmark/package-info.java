/// `bench nexmark`: the Nexmark queries, continuous against bounded and against DuckDB, and how
/// many events a second they take.
///
/// Called by `bench` and by tests; talks to the engines through JDBC alone.
@NullMarked
package io.thalweg.benchmarks.nexmark;

import org.jspecify.annotations.NullMarked;
