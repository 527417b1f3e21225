/// Arithmetic: numbers, decimals up to 128 bits, intervals.
///
/// Called by `expression` and by operators; uses only `core` and `kernel`.
@NullMarked
package io.thalweg.exec.kernel.arithmetic;

import org.jspecify.annotations.NullMarked;
