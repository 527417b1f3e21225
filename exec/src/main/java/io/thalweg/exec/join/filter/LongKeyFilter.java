package io.thalweg.exec.join.filter;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.exec.kernel.HashKernel;
import io.thalweg.exec.operator.KeyFilter;
import io.thalweg.exec.state.KeyVector;
import org.jspecify.annotations.Nullable;

/// Join keys of layout INT or LONG: their range, and within it an exact set or a Bloom filter.
final class LongKeyFilter implements KeyFilter {
  /// Beyond so many bits a range is not looked through.
  private static final int MAX_SCANNED = 1 << 20;

  private final long min;
  private final long max;

  /// Bit per value from `min` on; null when there is a Bloom filter.
  private final long @Nullable [] exact;

  private final @Nullable BloomFilter hashes;

  private LongKeyFilter(long min, long max, long @Nullable [] exact, @Nullable BloomFilter hashes) {
    this.min = min;
    this.max = max;
    this.exact = exact;
    this.hashes = hashes;
  }

  /// @param max below `min` when there is no key
  static LongKeyFilter exact(long[] keys, int count, long min, long max) {
    long[] bits = new long[count == 0 ? 0 : (int) ((max - min >> 6) + 1)];
    for (int i = 0; i < count; i++) {
      Bits.set(bits, (int) (keys[i] - min));
    }
    return new LongKeyFilter(min, max, bits, null);
  }

  static LongKeyFilter hashed(BloomFilter hashes, long min, long max) {
    return new LongKeyFilter(min, max, null, hashes);
  }

  @Override
  public boolean mayMatch(long from, long to) {
    long low = Math.max(from, min);
    long high = Math.min(to, max);
    if (low > high) {
      return false;
    }
    return exact == null || high - low > MAX_SCANNED || hasBit(exact, low - min, high - min);
  }

  private static boolean hasBit(long[] bits, long from, long to) {
    int first = (int) (from >> 6);
    int last = (int) (to >> 6);
    for (int word = first; word <= last; word++) {
      long mask = word == first ? -1L << from : -1L;
      mask &= word == last ? -1L >>> ~to : -1L;
      if ((bits[word] & mask) != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int select(Column column, int[] rows, int count, int[] kept) {
    int candidates = count;
    int[] source = rows;
    if (column.mayHaveNulls()) {
      candidates = notNull(column, rows, count, kept);
      source = kept;
    }
    return switch (column) {
      case IntColumn ints -> selectInts(ints.values(), source, candidates, kept);
      case LongColumn longs -> selectLongs(longs.values(), source, candidates, kept);
      default ->
          selectLongs(KeyVector.longs(column, new long[column.length()]), source, candidates, kept);
    };
  }

  private static int notNull(Column column, int[] rows, int count, int[] kept) {
    long[] validity = KeyVector.validity(column);
    int keeping = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      kept[keeping] = row;
      keeping += Bits.isValid(validity, row) ? 1 : 0;
    }
    return keeping;
  }

  private int selectInts(int[] values, int[] rows, int count, int[] kept) {
    int keeping = 0;
    if (exact != null) {
      long[] bits = exact;
      long range = max - min;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        kept[keeping] = row;
        keeping += contains(bits, values[row] - min, range);
      }
      return keeping;
    }
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      kept[keeping] = row;
      keeping += mayContain(values[row]) ? 1 : 0;
    }
    return keeping;
  }

  private int selectLongs(long[] values, int[] rows, int count, int[] kept) {
    int keeping = 0;
    if (exact != null) {
      long[] bits = exact;
      long range = max - min;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        kept[keeping] = row;
        keeping += contains(bits, values[row] - min, range);
      }
      return keeping;
    }
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      kept[keeping] = row;
      keeping += mayContain(values[row]) ? 1 : 0;
    }
    return keeping;
  }

  private static int contains(long[] bits, long at, long range) {
    return at >= 0 && at <= range ? (int) (bits[(int) (at >> 6)] >>> at & 1) : 0;
  }

  private boolean mayContain(long value) {
    return value >= min
        && value <= max
        && (hashes == null || hashes.mayContain(HashKernel.hash(value)));
  }
}
