/// Parts of a query that are written or expanded several times and computed once. Called by the
/// lowering of bounded queries; uses the logical tree and the estimates.
@NullMarked
package io.thalweg.planner.share;

import org.jspecify.annotations.NullMarked;
