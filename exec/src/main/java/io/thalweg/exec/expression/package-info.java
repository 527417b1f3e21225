/// Expressions compiled into trees of kernels, evaluated a batch at a time.
///
/// Called by `runtime` for operators, and by scans for pushed filters, through
/// [ExpressionCompiler]. Uses `core`, `kernel`, and `function`, which knows the kernel of each
/// call. A node sees dense rows ([Frame]); dictionaries and constants pass through it where they
/// can. A node that can fail is shown only rows whose value is needed.
@NullMarked
package io.thalweg.exec.expression;

import org.jspecify.annotations.NullMarked;
