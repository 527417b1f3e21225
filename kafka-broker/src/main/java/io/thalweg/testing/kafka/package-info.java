/// A real Kafka broker for tests and benchmarks. Called by them only; uses the JDK, and finds the
/// broker's class path as a resource that the build writes.
@NullMarked
package io.thalweg.testing.kafka;

import org.jspecify.annotations.NullMarked;
