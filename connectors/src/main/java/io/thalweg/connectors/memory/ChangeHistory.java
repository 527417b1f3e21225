package io.thalweg.connectors.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The versions that streams of one table may want to go on from. Used under the lock of the
/// table's store.
///
/// Nothing is kept before the first stream opens. From then on the last [#MAX_VERSIONS] versions
/// stay, as long as what they alone hold is below [#MAX_BYTES]; a stream that is behind them skips
/// to the oldest with the sum of the changes between, and one that is restored to a point before
/// them cannot go on.
final class ChangeHistory {
  static final int MAX_VERSIONS = 1000;
  static final long MAX_BYTES = 256L << 20;

  private record Kept(MemoryTable table, long bytes) {}

  private final TreeMap<Long, Kept> versions = new TreeMap<>();
  private boolean followed;
  private long bytes;

  /// From now on versions are kept.
  void follow() {
    followed = true;
  }

  /// Keeps a version that `next` has just replaced.
  void add(MemoryTable replaced, MemoryTable next) {
    if (!followed) {
      return;
    }
    long own = ownBytes(replaced, next);
    bytes += own;
    versions.put(replaced.version(), new Kept(replaced, own));
    while (versions.size() > MAX_VERSIONS || (bytes > MAX_BYTES && versions.size() > 1)) {
      bytes -= versions.pollFirstEntry().getValue().bytes();
    }
  }

  /// Bytes of rows that `table` has and `next` does not share.
  private static long ownBytes(MemoryTable table, MemoryTable next) {
    Map<Long, Chunk> shared = new HashMap<>();
    next.chunks().forEach(chunk -> shared.put(chunk.id(), chunk));
    long sum = 0;
    for (Chunk chunk : table.chunks()) {
      Chunk other = shared.get(chunk.id());
      if (other == null || !chunk.sharesRowsWith(other)) {
        sum += chunk.sizeInBytes();
      }
    }
    return sum;
  }

  Optional<MemoryTable> version(long version) {
    return Optional.ofNullable(versions.get(version)).map(Kept::table);
  }

  /// The oldest version that is kept and newer than `version`.
  Optional<MemoryTable> after(long version) {
    return Optional.ofNullable(versions.higherEntry(version))
        .map(Map.Entry::getValue)
        .map(Kept::table);
  }
}
