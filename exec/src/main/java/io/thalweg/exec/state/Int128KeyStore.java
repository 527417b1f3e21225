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
  private @Nullable Column prepared;
  private long[] high = {};
  private long[] low = {};

  @Override
  void prepare(Column column) {
    if (prepared != column) {
      Int128Column flat = (Int128Column) column.flatten();
      high = flat.high();
      low = flat.low();
      prepared = column;
    }
  }

  @Override
  void appendValues(Column column, int[] rows, int size) {
    prepare(column);
    int at = count();
    if (at + size > lows.length) {
      int length = Math.max(at + size, Math.addExact(at, at));
      highs = Arrays.copyOf(highs, length);
      lows = Arrays.copyOf(lows, length);
    }
    for (int i = 0; i < size; i++) {
      highs[at + i] = high[rows[i]];
      lows[at + i] = low[rows[i]];
    }
  }

  @Override
  boolean equal(int group, int row) {
    return lows[group] == low[row] && highs[group] == high[row];
  }

  @Override
  int matchValues(int[] groups, int[] rows, int size, int[] different, int differ) {
    int kept = 0;
    int other = differ;
    for (int i = 0; i < size; i++) {
      int row = rows[i];
      if (equal(groups[row], row)) {
        rows[kept++] = row;
      } else {
        different[other++] = row;
      }
    }
    return kept;
  }

  @Override
  FlatColumn values(int from, int size, long @Nullable [] valid) {
    return new Int128Column(
        size,
        Arrays.copyOfRange(highs, from, from + size),
        Arrays.copyOfRange(lows, from, from + size),
        valid);
  }

  @Override
  void clear() {
    super.clear();
    prepared = null;
  }

  @Override
  long sizeInBytes() {
    return super.sizeInBytes() + 16L * lows.length;
  }
}
