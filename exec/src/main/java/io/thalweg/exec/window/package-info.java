/// Window functions: [WindowFactory] makes the operator, which sorts its rows, cuts them into
/// chunks of whole partitions ([PartitionedRows]) and adds one column per [WindowFunction].
///
/// Called by the runtime; uses `sort` for the order and the accumulators of `aggregate` for
/// aggregates over frames.
@NullMarked
package io.thalweg.exec.window;

import org.jspecify.annotations.NullMarked;
