/// Loops over arrays: what expressions and operators compute with.
///
/// A kernel is a monomorphic loop over the primitive arrays of flat columns. It never looks at SQL
/// types per row, never boxes, and knows nothing of batches, selections or dictionaries: callers
/// (`expression`, the operators) hand it dense rows.
@NullMarked
package io.thalweg.exec.kernel;

import org.jspecify.annotations.NullMarked;
