/// Answers of two engines side by side. Called by benchmarks and by tests that have a peer.
@NullMarked
package io.thalweg.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
