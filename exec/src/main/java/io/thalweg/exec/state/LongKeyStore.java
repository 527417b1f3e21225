package io.thalweg.exec.state;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Keys of up to 64 bits, in the form of [KeyVector].
final class LongKeyStore extends KeyStore {
  private final Layout layout;
  private final Probe own = new Probe();
  private long[] keys = {};

  LongKeyStore(Layout layout) {
    this.layout = layout;
  }

  private final class Probe extends KeyProbe {
    private long[] scratch = {};
    private long[] values = {};

    Probe() {
      super(LongKeyStore.this);
    }

    @Override
    void convert(Column column) {
      if (scratch.length < column.length()) {
        scratch = new long[column.length()];
      }
      values = KeyVector.longs(column, scratch);
    }

    @Override
    boolean equal(int group, int row) {
      return keys[group] == values[row];
    }

    @Override
    int matchValues(int[] groups, int[] rows, int size, int[] different, int differ) {
      long[] stored = keys;
      long[] probed = values;
      int kept = 0;
      int other = differ;
      for (int i = 0; i < size; i++) {
        int row = rows[i];
        if (stored[groups[row]] == probed[row]) {
          rows[kept++] = row;
        } else {
          different[other++] = row;
        }
      }
      return kept;
    }
  }

  @Override
  KeyProbe probe() {
    return new Probe();
  }

  @Override
  void appendValues(Column column, int[] rows, int size) {
    own.prepare(column);
    int at = count();
    if (at + size > keys.length) {
      keys = Arrays.copyOf(keys, Math.max(at + size, Math.addExact(at, at)));
    }
    for (int i = 0; i < size; i++) {
      keys[at + i] = own.values[rows[i]];
    }
    own.forget();
  }

  @Override
  FlatColumn values(Groups groups, long @Nullable [] valid) {
    return KeyVector.column(layout, keys, groups, valid);
  }

  @Override
  FlatColumn picked(int[] groups, int size, long @Nullable [] valid) {
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] = keys[groups[i]];
    }
    return layout == Layout.LONG
        ? new LongColumn(size, values, valid)
        : KeyVector.column(layout, values, 0, size, valid);
  }

  /// The long form of each group's key, by group.
  long[] keys() {
    return keys;
  }

  @Override
  long sizeInBytes() {
    return super.sizeInBytes() + 8L * keys.length;
  }
}
