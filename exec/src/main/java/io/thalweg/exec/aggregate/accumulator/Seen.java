package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.util.Arrays;
import java.util.Objects;
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

  /// All of `rows` that count have a value.
  void add(GroupedRows rows) {
    if (bits == null && rows.isComplete()) {
      prefix = rows.count() == 0 ? prefix : rows.groupCount();
      return;
    }
    long[] marks = marks(rows.groupCount());
    int[] groups = rows.groups();
    int count = rows.count();
    // A stray has the number that the next group will have.
    int bound = rows.hasStrays() ? rows.groupCount() : Integer.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      if (groups[i] < bound) {
        Bits.set(marks, groups[i]);
      }
    }
  }

  boolean get(int group) {
    return bits == null ? group < prefix : Bits.get(bits, group);
  }

  /// The validity of these groups; null when all have had a value.
  long @Nullable [] validity(Groups groups) {
    if (bits != null) {
      long[] validity = Objects.requireNonNull(groups.bits(bits));
      return Bits.count(validity, groups.count()) == groups.count() ? null : validity;
    }
    if (groups.areBelow(prefix)) {
      return null;
    }
    long[] result = new long[Bits.words(groups.count())];
    for (int i = 0; i < groups.count(); i++) {
      if (groups.at(i) < prefix) {
        Bits.set(result, i);
      }
    }
    return result;
  }

  /// The groups have had a value where `column`, with a row per group, is not NULL.
  void load(FlatColumn column, Groups groups) {
    if (bits == null && !column.mayHaveNulls() && groups.isRangeFrom(prefix)) {
      prefix = Math.max(prefix, groups.bound());
      return;
    }
    long[] marks = marks(capacity(groups));
    for (int i = 0; i < groups.count(); i++) {
      if (column.isNull(i)) {
        Bits.clear(marks, groups.at(i));
      } else {
        Bits.set(marks, groups.at(i));
      }
    }
  }

  /// The groups begin again.
  void forget(Groups groups) {
    long[] marks = marks(capacity(groups));
    for (int i = 0; i < groups.count(); i++) {
      Bits.clear(marks, groups.at(i));
    }
  }

  private int capacity(Groups groups) {
    return Math.max(prefix, groups.bound());
  }

  /// The bitmap, made from the prefix when there is none yet, with room for `groups`.
  private long[] marks(int groups) {
    long[] marks = bits;
    if (marks == null) {
      marks = new long[Bits.words(groups)];
      for (int i = 0; i < prefix; i++) {
        Bits.set(marks, i);
      }
    } else if (marks.length < Bits.words(groups)) {
      marks = Arrays.copyOf(marks, Bits.words(groups));
    }
    bits = marks;
    return marks;
  }

  void clear() {
    prefix = 0;
    bits = null;
  }

  long sizeInBytes() {
    return bits == null ? 0 : 8L * bits.length;
  }
}
