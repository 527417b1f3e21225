package io.thalweg.exec.aggregate;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.type.Layout;
import io.thalweg.exec.state.KeyVector;
import java.util.Arrays;

/// `bit_and`, `bit_or`, `bit_xor` over integers; merging is the same operation.
final class BitwiseAccumulator implements Accumulator {
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
  public FlatColumn result(int from, int count) {
    return KeyVector.column(layout, bits, from, count, seen.validity(from, count));
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
