/// Conversions between types, and the text form of every type.
///
/// Called by `expression` and by operators; uses only `core` and `kernel`.
@NullMarked
package io.thalweg.exec.kernel.cast;

import org.jspecify.annotations.NullMarked;
