/// Operators that keep no state from epoch to epoch: filter, project, union all, unnest,
/// consolidate, and those that write; and limit, and rows that wait until they are final. Weights
/// pass through them.
///
/// Made by `runtime`, one factory per plan node.
@NullMarked
package io.thalweg.exec.linear;

import org.jspecify.annotations.NullMarked;
