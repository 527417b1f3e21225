/// Data in motion: columns on heap arrays, batches of them, and the signals between batches.
///
/// Columns and batches are immutable once built and may be shared between threads. Arrays that
/// accessors return are the storage itself: callers read them and never write.
@NullMarked
package io.thalweg.core.data;

import org.jspecify.annotations.NullMarked;
