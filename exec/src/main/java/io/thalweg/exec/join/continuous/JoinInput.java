package io.thalweg.exec.join.continuous;

import io.thalweg.core.data.Batch;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.exec.join.pair.KeyColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One input of a continuous join: what becomes of its rows, and what is kept of them.
///
/// @param facts what the plan says of it
/// @param keys by which it is joined; none for a nested loop
/// @param presence which of its rows the join yields outside of pairs
/// @param shape makes the join's rows of those
/// @param plain the kept rows that can match; null when none are kept, because the other input was
///   there completely before this one
/// @param withNulls the kept rows with a NULL key, where NOT IN has to decide about them
record JoinInput(
    NodeStream.Input facts,
    KeyColumns keys,
    Presence presence,
    UnaryOperator<Batch> shape,
    @Nullable JoinSide plain,
    @Nullable JoinSide withNulls) {

  /// What is kept.
  List<JoinSide> kept() {
    List<JoinSide> sides = new ArrayList<>();
    if (plain != null) {
      sides.add(plain);
    }
    if (withNulls != null) {
      sides.add(withNulls);
    }
    return sides;
  }

  /// The rows of a batch that was not kept which the join yields by themselves.
  @Nullable Batch shown(DeltaRows delta) {
    Batch rows = delta.rows();
    int[] chosen = new int[rows.length()];
    int count = 0;
    for (int i = 0; i < chosen.length; i++) {
      chosen[count] = i;
      count += presence.shows(delta.matches(i)) ? 1 : 0;
    }
    if (count == 0) {
      return null;
    }
    return shape.apply(count == rows.length() ? rows : rows.withSelection(chosen, count));
  }
}
