package io.thalweg.exec.operator;

import java.util.Iterator;
import java.util.List;

/// A snapshot that is written a piece at a time while its operator goes on. Used by the operator's
/// task.
///
/// What it writes is the state as of the barrier it began at: before the operator changes something
/// that is not written yet, it sets what was there aside.
@FunctionalInterface
public interface Snapshot {
  /// Of an operator that has written everything at once.
  Snapshot WRITTEN = () -> true;

  /// Writes a further piece, in less than a millisecond.
  ///
  /// @return whether everything has been written
  boolean advance();

  /// Several parts of one state, one after the other. All of them have begun.
  static Snapshot of(List<Snapshot> parts) {
    Iterator<Snapshot> next = parts.iterator();
    return new Snapshot() {
      private Snapshot current = WRITTEN;

      @Override
      public boolean advance() {
        boolean over = current.advance();
        if (over && next.hasNext()) {
          current = next.next();
          over = false;
        }
        return over;
      }
    };
  }

  /// Writes all that is left.
  default void finish() {
    while (!advance()) {
      // Each call has written a piece.
    }
  }
}
