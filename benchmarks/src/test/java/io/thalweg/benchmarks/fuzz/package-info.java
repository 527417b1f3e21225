/// Tests of the differential fuzzer.
@NullMarked
package io.thalweg.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
