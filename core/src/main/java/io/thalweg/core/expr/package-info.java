/// Bound expressions: what the planner hands to execution and to connectors for pushdown.
///
/// Every expression is typed and every cast is explicit. Columns are ordinals of the input row.
@NullMarked
package io.thalweg.core.expr;

import org.jspecify.annotations.NullMarked;
