/// Calcite at work: its validator checks scopes and grouping of a rewritten query, and its
/// converter yields a `RelNode` tree.
///
/// Here is also what both ask for: the tables of the statement, core's types as Calcite sees them,
/// which of its own operators are left, and what it may know of rows (nothing). Its messages become
/// ours. Called by `query`; the rewriters add tables, `convert` reads the result, `operator` uses
/// the types. May use core, the parser's dialect and Calcite, but none of its neighbours.
@NullMarked
package io.thalweg.planner.validate.calcite;

import org.jspecify.annotations.NullMarked;
