/// Estimates: rows, distinct values and bounds of every node, from what connectors know of their
/// tables.
///
/// Called by `rewrite` to order joins and by `physical` to pick operators.
@NullMarked
package io.thalweg.planner.statistics;

import org.jspecify.annotations.NullMarked;
