/// The physical plan: sealed, self-validating, serialisable records.
///
/// Made by the planner, run by execution. Column ordinals refer to the node's input rows; with two
/// inputs the right side's ordinals follow the left's.
@NullMarked
package io.thalweg.core.plan;

import org.jspecify.annotations.NullMarked;
