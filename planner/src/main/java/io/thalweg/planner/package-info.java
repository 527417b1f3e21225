/// From a parsed statement to physical plan fragments.
///
/// The way through: `validate` binds names to catalogs and functions and lets Calcite check and
/// convert the query, `convert` makes of it our own algebra over core expressions, which `logical`
/// holds, `rewrite` removes subqueries, improves the tree and orders joins, `physical` picks
/// operators and cuts fragments, `explain` prints. Called by the engine; the only room besides the
/// parser that sees Calcite.
@NullMarked
package io.thalweg.planner;

import org.jspecify.annotations.NullMarked;
