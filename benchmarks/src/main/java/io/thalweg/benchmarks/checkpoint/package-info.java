/// `bench checkpoint`: how fast state is made durable and read back.
@NullMarked
package io.thalweg.benchmarks.checkpoint;

import org.jspecify.annotations.NullMarked;
