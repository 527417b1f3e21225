/// SQL text to statements: the entry [io.thalweg.sql.parser.StatementParser], the sealed
/// [io.thalweg.sql.parser.Statement] tree, and what a shell needs of the lexer.
///
/// Called by the planner (whole statements) and by the shell (splitting, highlighting, completion).
/// Expressions and queries inside a statement are Calcite's `SqlNode`s, unresolved: nothing here
/// knows a catalog. May use `core` and Calcite's `sql` packages.
@NullMarked
package io.thalweg.sql.parser;

import org.jspecify.annotations.NullMarked;
