/// The calendar on integers: fields, truncation and shifts of dates and timestamps.
///
/// Called by `expression` and by operators; uses only `core` and `kernel`.
@NullMarked
package io.thalweg.exec.kernel.time;

import org.jspecify.annotations.NullMarked;
