/// Arrays, rows and maps as values: making them, and taking values out.
///
/// Called by `expression`; uses only `core` and `kernel`.
@NullMarked
package io.thalweg.exec.kernel.nested;

import org.jspecify.annotations.NullMarked;
