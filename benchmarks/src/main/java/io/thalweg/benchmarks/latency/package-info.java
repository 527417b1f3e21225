/// `bench latency`: how long an event takes to the row of a client, at a fixed rate, through the
/// network. Called by `Bench`; starts a server process and uses the JDBC driver.
@NullMarked
package io.thalweg.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
