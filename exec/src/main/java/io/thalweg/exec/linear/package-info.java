/// Operators that keep no state from epoch to epoch: filter, project, union all, unnest,
/// consolidate, and those that write; and limit. Weights pass through them.
///
/// Made by `runtime`, one factory per plan node.
@NullMarked
package io.thalweg.exec.linear;

import org.jspecify.annotations.NullMarked;
