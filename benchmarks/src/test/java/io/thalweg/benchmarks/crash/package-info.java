/// Tests of the package of the same name.
@NullMarked
package io.thalweg.benchmarks.crash;

import org.jspecify.annotations.NullMarked;
