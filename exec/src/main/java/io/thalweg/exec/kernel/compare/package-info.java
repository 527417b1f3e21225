/// Equality and order of values of each layout, as bitmaps.
///
/// Called by `expression` and by operators; uses only `core` and `kernel`.
@NullMarked
package io.thalweg.exec.kernel.compare;

import org.jspecify.annotations.NullMarked;
