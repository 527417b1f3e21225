/// Loops over arrays: monomorphic, without allocation per row.
@NullMarked
package io.thalweg.exec.kernel;

import org.jspecify.annotations.NullMarked;
