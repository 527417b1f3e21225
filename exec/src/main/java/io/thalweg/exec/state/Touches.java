package io.thalweg.exec.state;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.LongColumn;
import java.util.Arrays;

/// When each key was last touched, in the time that barriers carry. Costs nothing until it is asked
/// for. Used by one task.
final class Touches {
  private static final int[] NONE = {};

  /// Since the last barrier before this state was read: the next barrier says when.
  private static final long RECENTLY = Long.MAX_VALUE;

  /// By key; empty when nobody asks.
  private long[] times = {};

  private int known;
  private long now = RECENTLY;
  private boolean asked;
  private long oldest;

  /// The keys of these rows are touched now: at the last barrier's time.
  void touch(RowChains chains, int[] rows, int size, int keyCount) {
    if (!asked) {
      return;
    }
    ensure(keyCount);
    for (int i = 0; i < size; i++) {
      times[chains.key(rows[i])] = now;
    }
  }

  private void ensure(int keyCount) {
    if (times.length < keyCount) {
      times = Arrays.copyOf(times, Math.max(keyCount, times.length + (times.length >> 1) + 16));
    }
    if (known < keyCount) {
      Arrays.fill(times, known, keyCount, now);
      known = keyCount;
    }
  }

  /// The keys not touched for `ttl`, once there may be enough to look for them.
  ///
  /// @param time now
  int[] untouched(long time, long ttl, int keyCount) {
    if (!asked) {
      // Keys that came before the first barrier came about now.
      asked = true;
      now = time;
      oldest = time;
    }
    ensure(keyCount);
    if (now == RECENTLY) {
      oldest = settle(time, keyCount);
    }
    now = time;
    // Looking at every key each time would cost more than the room of a few of them.
    if (time - oldest < ttl + ttl / 8) {
      return NONE;
    }
    int[] keys = new int[16];
    int size = 0;
    long least = time;
    for (int key = 0; key < keyCount; key++) {
      if (time - times[key] >= ttl) {
        keys = size == keys.length ? Arrays.copyOf(keys, 2 * size) : keys;
        keys[size++] = key;
      } else {
        least = Math.min(least, times[key]);
      }
    }
    oldest = least;
    return Arrays.copyOf(keys, size);
  }

  /// Gives the keys that were touched recently a time.
  ///
  /// @return the earliest of all
  private long settle(long time, int keyCount) {
    long least = time;
    for (int key = 0; key < keyCount; key++) {
      times[key] = Math.min(time, times[key]);
      least = Math.min(least, times[key]);
    }
    return least;
  }

  /// When the keys of these rows were touched.
  long[] times(RowChains chains, int[] rows, int size) {
    long[] all = new long[size];
    for (int i = 0; i < size; i++) {
      int key = chains.key(rows[i]);
      all[i] = key < known ? times[key] : now;
    }
    return all;
  }

  /// The keys of these rows were touched when [#times] said.
  void restore(RowChains chains, int[] rows, Column read, int keyCount) {
    asked = true;
    ensure(keyCount);
    long[] values = ((LongColumn) read.flatten()).values();
    for (int i = 0; i < read.length(); i++) {
      times[chains.key(rows[i])] = values[i];
    }
  }

  /// Keys have new numbers; each keeps its time.
  ///
  /// @param rows the old numbers of rows that are now `0..rows.length)`
  void move(RowChains from, int[] rows, RowChains to, int keyCount) {
    if (!asked) {
      return;
    }
    long[] moved = new long[keyCount];
    Arrays.fill(moved, now);
    for (int i = 0; i < rows.length; i++) {
      moved[to.key(i)] = times[from.key(rows[i])];
    }
    times = moved;
    known = keyCount;
  }

  long sizeInBytes() {
    return 8L * times.length;
  }
}
