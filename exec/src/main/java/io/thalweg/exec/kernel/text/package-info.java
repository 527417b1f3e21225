/// Functions of UTF-8 texts, and pattern matching.
///
/// Called by `expression` and by operators; uses only `core` and `kernel`.
@NullMarked
package io.thalweg.exec.kernel.text;

import org.jspecify.annotations.NullMarked;
