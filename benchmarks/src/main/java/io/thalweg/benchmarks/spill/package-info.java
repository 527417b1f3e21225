/// `bench spill`: continuous queries with more state than memory, compared with the bounded answer.
@NullMarked
package io.thalweg.benchmarks.spill;

import org.jspecify.annotations.NullMarked;
