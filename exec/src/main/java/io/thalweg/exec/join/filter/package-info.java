/// Filters made of the keys of a join's right side, for the scans of its left side: [KeyFilters]
/// chooses between exact sets and Bloom filters.
///
/// Called by `join` when a table is complete; the filters are asked by scans through
/// [io.thalweg.exec.operator.KeyFilter]. Uses `kernel` and the key columns of `state`.
@NullMarked
package io.thalweg.exec.join.filter;

import org.jspecify.annotations.NullMarked;
