/// Names in the syntax tree are bound to tables, views and functions, and whatever Calcite would
/// type its own way becomes something of ours.
///
/// [io.thalweg.planner.validate.QueryRewriter] does so for queries and
/// [io.thalweg.planner.validate.ChangeRewriter] for statements that change a table; what they find
/// out on the way is in [io.thalweg.planner.validate.StatementScope]. Typing is then left to core's
/// function catalogue alone.
///
/// The words that they use lie below: `syntax` reads what is written, `operator` has what is put in
/// its place, and `calcite` takes the rewritten tree through Calcite's validator and converter.
/// Called by `query`; may use the parser, core, Calcite's tree and the planner's `fold` and `text`.
@NullMarked
package io.thalweg.planner.validate;

import org.jspecify.annotations.NullMarked;
