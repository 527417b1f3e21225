/// Keyed state on heap arrays: hash tables from key rows to dense group numbers, the columnar
/// storage of keys and values, and the order of values.
///
/// Called by the stateful operators (aggregate, join, window, top-n); knows columns, no plans.
@NullMarked
package io.thalweg.exec.state;

import org.jspecify.annotations.NullMarked;
