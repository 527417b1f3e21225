package io.thalweg.core.plan;

import io.thalweg.core.connector.TableHandle;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a continuous plan says of one node beside its record.
///
/// @param identity names the node's state in checkpoints; made from what the node computes, not
///   from where it stands, so that it survives a change of the rest of the plan
/// @param appendOnly the node's output never retracts
/// @param inputs by ordinal
/// @param emitOn for [Emit#ON_WATERMARK]: rows leave only once they are over; over the node's
///   output
/// @param ttlMicros state that was not touched for so long (processing time) may be dropped
/// @param firstRows for a [Window] whose only call is `row_number`, `rank` or `dense_rank`: rows
///   for which it is above this are not wanted; the node may leave them out
/// @param lateRows for a [Scan]: the table, of the scanned table's columns, that gets the rows that
///   come behind the watermark
public record NodeStream(
    String identity,
    boolean appendOnly,
    List<Input> inputs,
    Optional<Expiry> emitOn,
    OptionalLong ttlMicros,
    OptionalLong firstRows,
    Optional<TableHandle> lateRows) {
  public NodeStream {
    inputs = List.copyOf(inputs);
  }

  /// Of a node all of whose rows are wanted.
  public NodeStream(
      String identity,
      boolean appendOnly,
      List<Input> inputs,
      Optional<Expiry> emitOn,
      OptionalLong ttlMicros) {
    this(identity, appendOnly, inputs, emitOn, ttlMicros, OptionalLong.empty(), Optional.empty());
  }

  /// The same facts of a node of which only such rows are wanted.
  public NodeStream withFirstRows(long rows) {
    return new NodeStream(
        identity, appendOnly, inputs, emitOn, ttlMicros, OptionalLong.of(rows), lateRows);
  }

  /// What is known of one input.
  ///
  /// @param appendOnly it never retracts
  /// @param bounded it ends before the first epoch does: a table that is read once
  /// @param expiry when a row of this input need no longer be kept; over the input's columns. For
  ///   an aggregate: the columns are keys, and a group goes with its key
  public record Input(boolean appendOnly, boolean bounded, Optional<Expiry> expiry) {}
}
