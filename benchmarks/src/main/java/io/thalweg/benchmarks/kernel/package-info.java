/// Kernels under JMH, in nanoseconds per value: the classes that queries run, through the
/// expression compiler, the decoders of the Parquet reader, the tables of keys and the aggregate
/// operator.
@NullMarked
package io.thalweg.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
