/// Kernels under JMH: nanoseconds per row, through the expression compiler, as a query runs them.
@NullMarked
package io.thalweg.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
