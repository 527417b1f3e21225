/// Checks of the comparison of answers.
@NullMarked
package io.thalweg.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
