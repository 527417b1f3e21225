/// Operators that look at one row at a time and keep no keyed state: filter, project, limit, union
/// all, unnest, and the two that write. Weights pass through them.
///
/// Made by `runtime`, one factory per plan node.
@NullMarked
package io.thalweg.exec.linear;

import org.jspecify.annotations.NullMarked;
