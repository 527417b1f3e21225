package io.thalweg.exec.aggregate.continuous;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.exec.state.Groups;
import java.util.Arrays;

/// When each group was last touched, in the time that barriers carry. Where nobody asks, only when
/// any was: that stands for all groups in snapshots, so that they may be asked for after a restore.
/// Used by one task.
final class TouchTimes {
  private final boolean each;
  private long[] times = {};
  private long last;

  /// @param each whether times of groups are asked for
  TouchTimes(boolean each) {
    this.each = each;
  }

  void ensure(int groups) {
    if (each && times.length < groups) {
      times = Arrays.copyOf(times, Math.max(groups, 2 * times.length));
    }
  }

  void touch(int group, long micros) {
    last = micros;
    if (each) {
      times[group] = micros;
    }
  }

  /// The groups last touched at `bound` or before.
  ///
  /// @param groups how many there are
  /// @param dead a bit per group, of those that do not count
  Groups untouched(int groups, long bound, long[] dead) {
    int[] found = new int[16];
    int size = 0;
    for (int group = 0; group < groups; group++) {
      if (times[group] <= bound && !Bits.get(dead, group)) {
        found = size == found.length ? Arrays.copyOf(found, 2 * size) : found;
        found[size++] = group;
      }
    }
    return Groups.of(found, size);
  }

  Column save(Groups groups) {
    return each
        ? new LongColumn(groups.count(), groups.longs(times), null)
        : new ConstantColumn(new LongColumn(1, new long[] {last}, null), groups.count());
  }

  /// Takes over what [#save] gave.
  void load(FlatColumn saved, Groups groups) {
    if (each) {
      groups.put(((LongColumn) saved).values(), times);
    }
  }

  /// Forgets all groups.
  void clear() {
    times = new long[0];
  }

  long sizeInBytes() {
    return 8L * times.length;
  }
}
