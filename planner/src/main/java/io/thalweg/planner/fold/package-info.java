/// Constants at planning time: reading them from text and computing with them.
///
/// A small evaluator of its own for what plans gain from (casts of literals, date arithmetic,
/// logic); everything else is left to execution. Called by `validate` and `rewrite`.
@NullMarked
package io.thalweg.planner.fold;

import org.jspecify.annotations.NullMarked;
