package io.thalweg.exec.state;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Keys of two longs.
final class Int128KeyStore extends KeyStore {
  private long[] highs = {};
  private long[] lows = {};

  private final class Probe extends KeyProbe {
    private long[] high = {};
    private long[] low = {};

    Probe() {
      super(Int128KeyStore.this);
    }

    @Override
    void convert(Column column) {
      Int128Column flat = (Int128Column) column.flatten();
      high = flat.high();
      low = flat.low();
    }

    @Override
    boolean equal(int group, int row) {
      return lows[group] == low[row] && highs[group] == high[row];
    }
  }

  @Override
  KeyProbe probe() {
    return new Probe();
  }

  @Override
  void appendValues(Column column, int[] rows, int size) {
    Int128Column added = (Int128Column) column.gather(rows, size).flatten();
    int at = count();
    if (at + size > lows.length) {
      int length = Math.max(at + size, Math.addExact(at, at));
      highs = Arrays.copyOf(highs, length);
      lows = Arrays.copyOf(lows, length);
    }
    System.arraycopy(added.high(), 0, highs, at, size);
    System.arraycopy(added.low(), 0, lows, at, size);
  }

  @Override
  FlatColumn values(Groups groups, long @Nullable [] valid) {
    return new Int128Column(groups.count(), groups.longs(highs), groups.longs(lows), valid);
  }

  @Override
  FlatColumn picked(int[] groups, int size, long @Nullable [] valid) {
    long[] high = new long[size];
    long[] low = new long[size];
    for (int i = 0; i < size; i++) {
      high[i] = highs[groups[i]];
      low[i] = lows[groups[i]];
    }
    return new Int128Column(size, high, low, valid);
  }

  @Override
  long sizeInBytes() {
    return super.sizeInBytes() + 16L * lows.length;
  }
}
