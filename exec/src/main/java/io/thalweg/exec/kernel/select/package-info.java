/// Filters that write row numbers instead of bitmaps.
///
/// Called by `expression` and by operators; uses only `core` and `kernel`.
@NullMarked
package io.thalweg.exec.kernel.select;

import org.jspecify.annotations.NullMarked;
