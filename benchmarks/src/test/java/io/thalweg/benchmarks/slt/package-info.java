/// sqllogictest inside the build: some files whole, a sample of the rest.
@NullMarked
package io.thalweg.benchmarks.slt;

import org.jspecify.annotations.NullMarked;
