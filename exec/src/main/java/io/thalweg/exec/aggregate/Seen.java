package io.thalweg.exec.aggregate;

import io.thalweg.core.data.Bits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which groups have had a value. Costs nothing while every row of every batch has one, because a
/// group begins with a row.
final class Seen {
  /// Groups below have had a value.
  private int prefix;

  /// Bit per group once a row without a value was met; then the prefix no longer counts.
  private long @Nullable [] bits;

  void ensure(int groups) {
    if (bits != null && bits.length < Bits.words(groups)) {
      bits = Arrays.copyOf(bits, Math.max(Bits.words(groups), 2 * bits.length));
    }
  }

  /// All of `rows` have a value.
  void add(GroupedRows rows) {
    if (bits == null && rows.isComplete()) {
      prefix = rows.count() == 0 ? prefix : rows.groupCount();
      return;
    }
    long[] marks = bits;
    if (marks == null) {
      marks = new long[Bits.words(rows.groupCount())];
      for (int i = 0; i < prefix; i++) {
        Bits.set(marks, i);
      }
      bits = marks;
    }
    int[] groups = rows.groups();
    int count = rows.count();
    for (int i = 0; i < count; i++) {
      Bits.set(marks, groups[i]);
    }
  }

  boolean get(int group) {
    return bits == null ? group < prefix : Bits.get(bits, group);
  }

  /// The validity of groups `from..from+count)`; null when all have had a value.
  long @Nullable [] validity(int from, int count) {
    if (bits != null) {
      return Bits.slice(bits, from, count);
    }
    if (from + count <= prefix) {
      return null;
    }
    long[] result = new long[Bits.words(count)];
    for (int i = from; i < Math.min(prefix, from + count); i++) {
      Bits.set(result, i - from);
    }
    return result;
  }

  void clear() {
    prefix = 0;
    bits = null;
  }

  long sizeInBytes() {
    return bits == null ? 0 : 8L * bits.length;
  }
}
