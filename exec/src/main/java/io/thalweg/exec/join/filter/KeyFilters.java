package io.thalweg.exec.join.filter;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.Layout;
import io.thalweg.exec.kernel.HashKernel;
import io.thalweg.exec.operator.KeyFilter;
import io.thalweg.exec.state.KeyVector;

/// Makes the filters that scans of the probe side get: exact sets where the keys are dense, Bloom
/// filters otherwise.
public final class KeyFilters {
  /// Bits of an exact set per key; a Bloom filter of that size would be worse.
  private static final long EXACT_BITS_PER_KEY = 128;

  private static final long SMALL_RANGE = 1 << 16;
  private static final long MAX_RANGE = 1L << 28;

  private KeyFilters() {}

  /// @param keys all keys of the build side, without NULLs
  public static KeyFilter of(Column keys) {
    Layout layout = keys.layout();
    if (layout != Layout.INT && layout != Layout.LONG) {
      long[] hashes = new long[keys.length()];
      HashKernel.hash(keys, hashes);
      return new HashKeyFilter(BloomFilter.of(hashes, keys.length()));
    }
    if (keys.length() == 0) {
      return LongKeyFilter.exact(new long[0], 0, 0, -1);
    }
    long[] values = KeyVector.longs(keys, new long[keys instanceof LongColumn ? 0 : keys.length()]);
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < keys.length(); i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    long range = max - min;
    boolean dense =
        range >= 0
            && range < MAX_RANGE
            && (range < SMALL_RANGE || range / EXACT_BITS_PER_KEY < keys.length());
    if (dense) {
      return LongKeyFilter.exact(values, keys.length(), min, max);
    }
    long[] hashes = new long[keys.length()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = HashKernel.hash(values[i]);
    }
    return LongKeyFilter.hashed(BloomFilter.of(hashes, hashes.length), min, max);
  }
}
