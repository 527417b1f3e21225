/// Functions of numbers beyond the operators: rounding, roots, angles, divisors.
///
/// Called by `expression`; uses only `core` and `kernel`.
@NullMarked
package io.thalweg.exec.kernel.number;

import org.jspecify.annotations.NullMarked;
