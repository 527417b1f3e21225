/// From our algebra to physical plans: operators are picked, column ids become ordinals, and the
/// plan is cut into fragments where rows have to move between tasks.
///
/// Called by the planner with a tree without correlations.
@NullMarked
package io.thalweg.planner.physical;

import org.jspecify.annotations.NullMarked;
