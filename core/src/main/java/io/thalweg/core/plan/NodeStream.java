package io.thalweg.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a continuous plan says of one node beside its record.
///
/// @param identity names the node's state in checkpoints; made from what the node computes, not from
///   where it stands, so that it survives a change of the rest of the plan
/// @param appendOnly the node's output never retracts
/// @param inputs by ordinal
/// @param emitOn for [Emit#ON_WATERMARK]: rows leave only once they are over; over the node's output
/// @param ttlMicros state that was not touched for so long (processing time) may be dropped
public record NodeStream(
    String identity,
    boolean appendOnly,
    List<Input> inputs,
    Optional<Expiry> emitOn,
    OptionalLong ttlMicros) {
  public NodeStream {
    inputs = List.copyOf(inputs);
  }

  /// What is known of one input.
  ///
  /// @param appendOnly it never retracts
  /// @param bounded it ends before the first epoch does: a table that is read once
  /// @param expiry when a row of this input need no longer be kept; over the input's columns. For
  ///   an aggregate: the columns are keys, and a group goes with its key
  public record Input(boolean appendOnly, boolean bounded, Optional<Expiry> expiry) {}
}
