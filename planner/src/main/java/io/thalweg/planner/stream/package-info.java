/// What a continuous plan needs to know of its nodes beside their records: whether they retract,
/// how event time makes progress in their columns, when their state is over, under which name it is
/// kept, and whether it can only grow.
///
/// Derived bottom-up from physical nodes. Called by `physical` while it lowers, by `query` when it
/// assembles a continuous plan.
@NullMarked
package io.thalweg.planner.stream;

import org.jspecify.annotations.NullMarked;
