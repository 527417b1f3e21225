/// Rewrites of logical trees: correlations are removed, expressions simplified, predicates and
/// projections moved to where they cost least, joins ordered.
///
/// Called by the planner between `convert` and `physical`.
@NullMarked
package io.thalweg.planner.rewrite;

import org.jspecify.annotations.NullMarked;
