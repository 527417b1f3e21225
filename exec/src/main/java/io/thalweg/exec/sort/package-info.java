/// Ordering rows: full sort by merging sorted runs, top-n, and the row comparison both share.
///
/// Called by the runtime through the factories; the merging exchange uses `RowOrder`.
@NullMarked
package io.thalweg.exec.sort;

import org.jspecify.annotations.NullMarked;
