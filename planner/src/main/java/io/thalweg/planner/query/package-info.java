/// One statement from its syntax tree to its plan: the phases in order.
///
/// Called by [io.thalweg.planner.Planner]; the only package that knows all phases.
@NullMarked
package io.thalweg.planner.query;

import org.jspecify.annotations.NullMarked;
