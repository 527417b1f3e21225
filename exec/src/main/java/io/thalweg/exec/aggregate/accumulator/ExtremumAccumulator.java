package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.Layout;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import io.thalweg.exec.state.KeyVector;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// `min` and `max` (and so `bool_and`, `bool_or`) over values of up to 64 bits. Values are kept as
/// longs whose order is theirs; for `min` inverted, so that one loop looks for the greatest.
final class ExtremumAccumulator implements Extremum {
  private final int argument;
  private final Layout layout;
  private final long flip;
  private final Seen seen = new Seen();
  private long[] best = {};
  private long[] scratch = {};

  ExtremumAccumulator(int argument, Layout layout, boolean minimum) {
    this.argument = argument;
    this.layout = layout;
    this.flip = minimum ? -1 : 0;
  }

  @Override
  public void ensure(int groups) {
    if (best.length < groups) {
      int old = best.length;
      best = Arrays.copyOf(best, Math.max(groups, 2 * old));
      Arrays.fill(best, old, best.length, Long.MIN_VALUE);
    }
    seen.ensure(groups);
  }

  @Override
  public void add(GroupedRows rows) {
    GroupedRows valued = rows.nonNull(argument);
    int count = valued.count();
    if (scratch.length < count) {
      scratch = new long[count];
    }
    long[] values = ordered(valued);
    if (valued.groupCount() == 1) {
      best[0] = Math.max(best[0], greatest(values, count));
    } else {
      raise(values, valued.groups(), count);
    }
    seen.add(valued);
  }

  @Override
  public void mark(GroupedRows rows, long[] marks) {
    GroupedRows valued = rows.nonNull(argument);
    if (scratch.length < valued.count()) {
      scratch = new long[valued.count()];
    }
    long[] values = ordered(valued);
    for (int i = 0; i < valued.count(); i++) {
      int group = valued.groups()[i];
      if ((values[i] ^ flip) >= best[group]) {
        Bits.set(marks, group);
      }
    }
  }

  private long[] ordered(GroupedRows rows) {
    if (layout != Layout.DOUBLE) {
      boolean dictionary = rows.column(argument) instanceof DictionaryColumn;
      return KeyVector.longs(dictionary ? rows.flat(argument) : rows.column(argument), scratch);
    }
    double[] values = ((DoubleColumn) rows.flat(argument)).values();
    for (int i = 0; i < rows.count(); i++) {
      long bits = Double.doubleToLongBits(values[i] + 0.0);
      scratch[i] = bits ^ bits >> 63 & Long.MAX_VALUE;
    }
    return scratch;
  }

  private long greatest(long[] values, int count) {
    long invert = flip;
    long greatest = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      greatest = Math.max(greatest, values[i] ^ invert);
    }
    return greatest;
  }

  private void raise(long[] values, int[] groups, int count) {
    long invert = flip;
    long[] target = best;
    for (int i = 0; i < count; i++) {
      int group = groups[i];
      target[group] = Math.max(target[group], values[i] ^ invert);
    }
  }

  @Override
  public FlatColumn result(Groups groups) {
    long[] values = groups.longs(best);
    int count = values.length;
    for (int i = 0; i < count; i++) {
      long value = values[i] ^ flip;
      values[i] = layout == Layout.DOUBLE ? value ^ value >> 63 & Long.MAX_VALUE : value;
    }
    if (layout == Layout.BOOLEAN) {
      for (int i = 0; i < count; i++) {
        values[i] &= 1;
      }
    }
    return KeyVector.column(layout, values, 0, count, seen.validity(groups));
  }

  @Override
  public List<FlatColumn> save(Groups groups) {
    return List.of(new LongColumn(groups.count(), groups.longs(best), seen.validity(groups)));
  }

  @Override
  public void load(Iterator<FlatColumn> columns, Groups groups) {
    LongColumn column = (LongColumn) columns.next();
    seen.load(column, groups);
    for (int i = 0; i < groups.count(); i++) {
      best[groups.at(i)] = column.isNull(i) ? Long.MIN_VALUE : column.values()[i];
    }
  }

  @Override
  public void forget(Groups groups) {
    groups.fill(best, Long.MIN_VALUE);
    seen.forget(groups);
  }

  @Override
  public void clear() {
    Arrays.fill(best, Long.MIN_VALUE);
    seen.clear();
  }

  @Override
  public long sizeInBytes() {
    return 8L * best.length + seen.sizeInBytes();
  }
}
