package io.thalweg.exec.window;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.exec.state.KeyedRows;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/// Finds the rows of sessions that no later row can prolong: a row goes with the last one of its
/// session, however long ago it was. Used by one task.
final class ClosedSessions {
  private final int time;
  private final long gap;

  private ClosedSessions(int time, long gap) {
    this.time = time;
    this.gap = gap;
  }

  /// For a window that only asks for sessions, whose rows are over by their time.
  static Optional<ClosedSessions> of(Window node, Optional<Expiry> expiry) {
    WindowCall first = node.calls().getFirst();
    boolean only =
        node.calls().stream().allMatch(call -> SessionBounds.isSession(call))
            && node.calls().stream().allMatch(call -> call.frame().equals(first.frame()));
    int time = only ? first.call().arguments().getFirst() : -1;
    return expiry
        .filter(over -> over.column() == time)
        .map(_ -> new ClosedSessions(time, SessionBounds.gap(node, first)));
  }

  /// Removes the rows of sessions that have closed.
  ///
  /// @param due the rows whose own time is over
  /// @param bound the greatest time that is over
  void remove(KeyedRows rows, int[] due, long bound) {
    BitSet seen = new BitSet();
    for (int row : due) {
      int key = rows.key(row);
      if (!seen.get(key)) {
        seen.set(key);
        remove(rows, key, bound);
      }
    }
  }

  private void remove(KeyedRows rows, int key, long bound) {
    int[] own = new int[16];
    int size = 0;
    for (int row = rows.first(key); row >= 0; row = rows.next(row)) {
      own = size == own.length ? Arrays.copyOf(own, 2 * size) : own;
      own[size++] = row;
    }
    FlatColumn flat = rows.column(time, own, size).flatten();
    if (!(flat instanceof LongColumn times)) {
      throw new IllegalStateException("times of layout " + flat.layout());
    }
    long last = lastClosed(times, size, bound);
    for (int i = 0; i < size; i++) {
      if (!times.isNull(i) && times.values()[i] <= last) {
        rows.remove(own[i]);
      }
    }
  }

  /// The last time of the last session that has closed; `Long.MIN_VALUE` for none.
  private long lastClosed(LongColumn times, int size, long bound) {
    long[] sorted = new long[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (!times.isNull(i)) {
        sorted[count++] = times.values()[i];
      }
    }
    Arrays.sort(sorted, 0, count);
    long last = Long.MIN_VALUE;
    for (int i = 0; i < count && sorted[i] <= bound; i++) {
      if (i + 1 == count || sorted[i + 1] - sorted[i] >= gap) {
        last = sorted[i];
      }
    }
    return last;
  }
}
