/// From Calcite's algebra to ours.
///
/// Types are resolved anew by core's function catalogue, every cast becomes explicit, and
/// subqueries become joins whose right side may read columns of the left. Called by the planner
/// with what `validate` yields.
@NullMarked
package io.thalweg.planner.convert;

import org.jspecify.annotations.NullMarked;
