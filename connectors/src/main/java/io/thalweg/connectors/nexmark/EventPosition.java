package io.thalweg.connectors.nexmark;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;

/// A point between two reads of a split, as text `next:mark:start`.
///
/// @param next the number of the next event that is a row of the split
/// @param nextMark the event number before which the next mark stands; `Long.MAX_VALUE` for none
/// @param startMicros time of event 0
record EventPosition(long next, long nextMark, long startMicros) {

  /// The beginning of a split.
  static EventPosition first(
      EventTable table, EventSequence sequence, int split, long startMicros) {
    return new EventPosition(
        (long) split * EventIds.BLOCK + table.place(),
        sequence.epochEvents() == 0 ? Long.MAX_VALUE : sequence.epochEvents(),
        startMicros);
  }

  /// @param text what [#text] gave
  static EventPosition parse(String text) {
    String[] parts = text.split(":", -1);
    try {
      return new EventPosition(
          Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT,
          "'" + text + "' is no position of a nexmark stream; it is event:mark:start",
          e);
    }
  }

  String text() {
    return next + ":" + nextMark + ":" + startMicros;
  }
}
