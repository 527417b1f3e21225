/// Calcite at work: names in the syntax tree are bound to tables and functions, then Calcite's
/// validator checks scopes and grouping, and its converter yields a `RelNode` tree.
///
/// Before Calcite sees a tree, [io.thalweg.planner.validate.QueryRewriter] replaces every operator,
/// literal and table by one of ours, so that typing is done by core's function catalogue alone.
/// `convert` reads the result. Called by the planner; may use the parser, core and Calcite.
@NullMarked
package io.thalweg.planner.validate;

import org.jspecify.annotations.NullMarked;
