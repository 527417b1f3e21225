/// Reads what means the same in every query, whatever its tables: literals, intervals, names of
/// types, the WATERMARK clause; and says where nodes stand in the text.
///
/// Called by everything that looks at a syntax tree: the rewriters, `operator`, the planner and its
/// `command`. May use core, the parser, Calcite's tree and the planner's `fold`.
@NullMarked
package io.thalweg.planner.validate.syntax;

import org.jspecify.annotations.NullMarked;
