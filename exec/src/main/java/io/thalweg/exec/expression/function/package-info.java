/// The scalar functions of core's catalogue: which kernel computes a call of given types.
///
/// Used by the compiler of expressions, once per call and statement; nothing here runs per row.
/// Uses `core` and `kernel`.
@NullMarked
package io.thalweg.exec.expression.function;

import org.jspecify.annotations.NullMarked;
