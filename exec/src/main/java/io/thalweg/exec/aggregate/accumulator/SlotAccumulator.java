package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import io.thalweg.exec.state.ValueSlots;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// Aggregates that keep one row's value: `any_value`, `single_value`, and `min` and `max` over
/// types wider than 64 bits. Merging is the same operation.
final class SlotAccumulator implements Extremum {
  /// Which value is kept.
  enum Keep {
    /// The first that is not NULL.
    FIRST,
    /// The only one, NULL or not; a second row is an error.
    ONLY,
    LEAST,
    GREATEST
  }

  private final int argument;
  private final Keep keep;
  private final ValueSlots slots;

  /// Rows per group, for [Keep#ONLY].
  private byte[] rowsSeen = {};

  SlotAccumulator(int argument, DataType type, Keep keep) {
    this.argument = argument;
    this.keep = keep;
    this.slots = ValueSlots.of(type);
  }

  @Override
  public void ensure(int groups) {
    slots.ensure(groups);
    if (keep == Keep.ONLY && rowsSeen.length < groups) {
      rowsSeen = Arrays.copyOf(rowsSeen, Math.max(groups, 2 * rowsSeen.length));
    }
  }

  @Override
  public void add(GroupedRows rows) {
    if (keep == Keep.ONLY) {
      checkOnly(rows);
    }
    GroupedRows valued = rows.nonNull(argument);
    slots.prepare(valued.flat(argument));
    int[] groups = valued.groups();
    int count = valued.count();
    switch (keep) {
      case FIRST, ONLY -> {
        for (int i = 0; i < count; i++) {
          if (!slots.isSet(groups[i])) {
            slots.set(groups[i], i);
          }
        }
      }
      case LEAST -> {
        for (int i = 0; i < count; i++) {
          if (!slots.isSet(groups[i]) || slots.compare(groups[i], i) > 0) {
            slots.set(groups[i], i);
          }
        }
      }
      case GREATEST -> {
        for (int i = 0; i < count; i++) {
          if (!slots.isSet(groups[i]) || slots.compare(groups[i], i) < 0) {
            slots.set(groups[i], i);
          }
        }
      }
    }
  }

  @Override
  public void mark(GroupedRows rows, long[] marks) {
    GroupedRows valued = rows.nonNull(argument);
    slots.prepare(valued.flat(argument));
    for (int i = 0; i < valued.count(); i++) {
      int group = valued.groups()[i];
      int order = slots.isSet(group) ? slots.compare(group, i) : 0;
      if (keep == Keep.LEAST ? order >= 0 : order <= 0) {
        Bits.set(marks, group);
      }
    }
  }

  private void checkOnly(GroupedRows rows) {
    for (int i = 0; i < rows.count(); i++) {
      if (++rowsSeen[rows.groups()[i]] > 1) {
        throw new ThalwegException(
            ErrorCode.MORE_THAN_ONE_ROW,
            "a subquery used as a value returned more than one row; add LIMIT 1 or an aggregate");
      }
    }
  }

  @Override
  public FlatColumn result(Groups groups) {
    return slots.column(groups);
  }

  @Override
  public List<FlatColumn> save(Groups groups) {
    if (keep != Keep.ONLY) {
      return List.of(slots.column(groups));
    }
    int[] seen = new int[groups.count()];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = rowsSeen[groups.at(i)];
    }
    return List.of(slots.column(groups), new IntColumn(seen.length, seen, null));
  }

  @Override
  public void load(Iterator<FlatColumn> columns, Groups groups) {
    FlatColumn values = columns.next();
    slots.forget(groups);
    slots.prepare(values);
    for (int i = 0; i < groups.count(); i++) {
      if (!values.isNull(i)) {
        slots.set(groups.at(i), i);
      }
    }
    if (keep == Keep.ONLY) {
      IntColumn seen = (IntColumn) columns.next();
      for (int i = 0; i < groups.count(); i++) {
        rowsSeen[groups.at(i)] = (byte) seen.values()[i];
      }
    }
  }

  @Override
  public void forget(Groups groups) {
    slots.forget(groups);
    if (keep == Keep.ONLY) {
      for (int i = 0; i < groups.count(); i++) {
        rowsSeen[groups.at(i)] = 0;
      }
    }
  }

  @Override
  public void clear() {
    slots.clear();
    Arrays.fill(rowsSeen, (byte) 0);
  }

  @Override
  public long sizeInBytes() {
    return slots.sizeInBytes() + rowsSeen.length;
  }
}
