package io.thalweg.connectors.files.parquet.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.thalweg.core.connector.CacheState;
import io.thalweg.core.data.Column;
import org.jspecify.annotations.Nullable;

/// Decoded column chunks of all files that this process reads, within a number of bytes of their
/// own, beside what queries reserve. Thread-safe.
///
/// A chunk is kept when it is asked for the second time: what is read once costs nothing more. A
/// file's chunks are found by the file's stamp, so those of an older state are never found again
/// and go when there is no room.
public final class ColumnCache {
  private static final int SHARE_OF_HEAP = 16;
  private static final int KEYS_REMEMBERED = 1 << 16;
  private static final int LEAST_ENTRIES = 32;
  private static final int KIB = 1024;

  /// The process's cache.
  public static final ColumnCache SHARED =
      new ColumnCache(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

  private final long budget;
  private final Cache<Key, Column> columns;
  private final Cache<Key, Boolean> asked =
      Caffeine.newBuilder().maximumSize(KEYS_REMEMBERED).executor(Runnable::run).build();

  private record Key(Object stamp, int rowGroup, int leaf) {}

  /// @param budget the most bytes
  public ColumnCache(long budget) {
    this.budget = budget;
    this.columns =
        Caffeine.newBuilder()
            .maximumWeight(budget / KIB)
            .weigher((Key _, Column column) -> kib(column))
            .executor(Runnable::run)
            .recordStats()
            .build();
  }

  /// A column is a row group at most, far below 2 TiB.
  private static int kib(Column column) {
    return (int) Math.min(Integer.MAX_VALUE, 1 + column.sizeInBytes() / KIB);
  }

  /// The part of the cache that is about one state of one file.
  ///
  /// @param stamp equal for the same state of the same file only
  public record OfFile(ColumnCache cache, Object stamp) {

    /// The whole column chunk; null when it is not here.
    @Nullable Column find(int rowGroup, int leaf) {
      return cache.columns.getIfPresent(new Key(stamp, rowGroup, leaf));
    }

    /// Whether a chunk that is not here should be kept once it is read.
    ///
    /// @param bytes it will take about
    boolean isWanted(int rowGroup, int leaf, long bytes) {
      return bytes < cache.budget / LEAST_ENTRIES
          && cache.asked.asMap().put(new Key(stamp, rowGroup, leaf), true) != null;
    }

    void put(int rowGroup, int leaf, Column column) {
      cache.columns.put(new Key(stamp, rowGroup, leaf), column);
    }
  }

  public CacheState state() {
    CacheStats stats = columns.stats();
    long used = columns.asMap().values().stream().mapToLong(Column::sizeInBytes).sum();
    return new CacheState(
        "column chunks",
        columns.estimatedSize(),
        used,
        budget,
        stats.hitCount(),
        stats.missCount(),
        stats.evictionCount());
  }
}
