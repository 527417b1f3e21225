/// Our own relational algebra: what lies between Calcite's tree and physical operators.
///
/// Columns have ids that are unique within a statement, and `ColumnRef.index` holds such an id, not
/// an ordinal: moving a node never renumbers anything, and a reference to a column that no input
/// provides is a correlation. The records of `core.plan` that appear inside (sort keys, aggregate
/// and window calls) hold ids as well; `physical` turns ids into ordinals.
@NullMarked
package io.thalweg.planner.logical;

import org.jspecify.annotations.NullMarked;
