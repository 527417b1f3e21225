package io.thalweg.exec.join.filter;

import io.thalweg.core.data.Column;
import io.thalweg.exec.kernel.HashKernel;
import io.thalweg.exec.operator.KeyFilter;

/// Join keys of any layout, by their hashes.
final class HashKeyFilter implements KeyFilter {
  private final BloomFilter hashes;

  HashKeyFilter(BloomFilter hashes) {
    this.hashes = hashes;
  }

  @Override
  public boolean mayMatch(long min, long max) {
    return true;
  }

  @Override
  public int select(Column column, int[] rows, int count, int[] kept) {
    Column chosen = column.gather(rows, count);
    long[] hashed = new long[count];
    HashKernel.hash(chosen, hashed);
    int keeping = 0;
    for (int i = 0; i < count; i++) {
      kept[keeping] = rows[i];
      keeping += !chosen.isNull(i) && hashes.mayContain(hashed[i]) ? 1 : 0;
    }
    return keeping;
  }
}
