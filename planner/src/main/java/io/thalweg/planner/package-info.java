/// From a parsed statement to physical plan fragments.
///
/// The way through: `catalog` shows core catalogs to Calcite, `validate` resolves names and types,
/// `logical` holds our own algebra over core expressions, `rewrite` removes subqueries and improves
/// the tree, `join` orders joins, `physical` picks operators and cuts fragments, `explain` prints.
/// Called by the engine; the only room besides the parser that sees Calcite.
@NullMarked
package io.thalweg.planner;

import org.jspecify.annotations.NullMarked;
