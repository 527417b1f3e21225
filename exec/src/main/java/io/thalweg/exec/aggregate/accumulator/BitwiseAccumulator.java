package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.Layout;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import io.thalweg.exec.state.KeyVector;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// `bit_and`, `bit_or`, `bit_xor` over integers; merging is the same operation.
final class BitwiseAccumulator implements KeptAccumulator {
  /// Which operation.
  enum Operation {
    AND,
    OR,
    XOR
  }

  private final int argument;
  private final Layout layout;
  private final Operation operation;
  private final Seen seen = new Seen();
  private long[] bits = {};
  private long[] scratch = {};

  BitwiseAccumulator(int argument, Layout layout, Operation operation) {
    this.argument = argument;
    this.layout = layout;
    this.operation = operation;
  }

  private long neutral() {
    return operation == Operation.AND ? -1 : 0;
  }

  @Override
  public void ensure(int groups) {
    if (bits.length < groups) {
      int old = bits.length;
      bits = Arrays.copyOf(bits, Math.max(groups, 2 * old));
      Arrays.fill(bits, old, bits.length, neutral());
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
    long[] values = KeyVector.longs(valued.column(argument), scratch);
    int[] groups = valued.groups();
    switch (operation) {
      case AND -> {
        for (int i = 0; i < count; i++) {
          bits[groups[i]] &= values[i];
        }
      }
      case OR -> {
        for (int i = 0; i < count; i++) {
          bits[groups[i]] |= values[i];
        }
      }
      case XOR -> {
        for (int i = 0; i < count; i++) {
          bits[groups[i]] ^= values[i];
        }
      }
    }
    seen.add(valued);
  }

  @Override
  public FlatColumn result(Groups groups) {
    return KeyVector.column(layout, bits, groups, seen.validity(groups));
  }

  @Override
  public List<FlatColumn> save(Groups groups) {
    return List.of(new LongColumn(groups.count(), groups.longs(bits), seen.validity(groups)));
  }

  @Override
  public void load(Iterator<FlatColumn> columns, Groups groups) {
    LongColumn column = (LongColumn) columns.next();
    seen.load(column, groups);
    for (int i = 0; i < groups.count(); i++) {
      bits[groups.at(i)] = column.isNull(i) ? neutral() : column.values()[i];
    }
  }

  @Override
  public void forget(Groups groups) {
    groups.fill(bits, neutral());
    seen.forget(groups);
  }

  @Override
  public void clear() {
    Arrays.fill(bits, neutral());
    seen.clear();
  }

  @Override
  public long sizeInBytes() {
    return 8L * bits.length + seen.sizeInBytes();
  }
}
