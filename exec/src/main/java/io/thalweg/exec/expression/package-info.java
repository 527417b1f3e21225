/// Expressions compiled into trees of kernels, evaluated a batch at a time.
@NullMarked
package io.thalweg.exec.expression;

import org.jspecify.annotations.NullMarked;
