package io.thalweg.exec.join.filter;

/// A Bloom filter whose bits for one hash lie in one `long`: one cache miss per test. Immutable.
final class BloomFilter {
  private static final int BITS_PER_KEY = 16;

  /// 64 MiB: beyond, more keys only make it less selective.
  private static final int MAX_WORDS = 1 << 23;

  private final long[] words;

  private BloomFilter(long[] words) {
    this.words = words;
  }

  static BloomFilter of(long[] hashes, int count) {
    long wanted = Math.max(1, (long) count * BITS_PER_KEY / Long.SIZE);
    int size = (int) Math.min(MAX_WORDS, Long.highestOneBit(2 * wanted - 1));
    long[] words = new long[size];
    for (int i = 0; i < count; i++) {
      words[(int) hashes[i] & size - 1] |= mask(hashes[i]);
    }
    return new BloomFilter(words);
  }

  /// Four of the 64 bits, chosen by the upper half.
  private static long mask(long hash) {
    return 1L << (hash >>> 32) | 1L << (hash >>> 38) | 1L << (hash >>> 44) | 1L << (hash >>> 50);
  }

  boolean mayContain(long hash) {
    long mask = mask(hash);
    return (words[(int) hash & words.length - 1] & mask) == mask;
  }
}
