package io.thalweg.exec.join.temporal;

import io.thalweg.exec.state.KeyedRows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The [Versions] of each key: made when a key is first asked for, forgotten when it changes. Used
/// by one task.
final class VersionIndex {
  private final Versions.Source source;
  private final KeyedRows rows;
  private @Nullable Versions[] byKey = {};
  private int[] scratch = new int[16];
  private long bytes;

  VersionIndex(Versions.Source source) {
    this.source = source;
    this.rows = source.rows();
  }

  /// The versions of the key with this number; -1 has none.
  Versions of(int key) {
    if (key < 0) {
      return Versions.NONE;
    }
    if (byKey.length < rows.keyCount()) {
      int length = rows.keyCount() + (rows.keyCount() >> 1) + 16;
      byKey = Arrays.copyOf(byKey, length);
    }
    Versions known = byKey[key];
    if (known == null) {
      known = make(key);
      byKey[key] = known;
      bytes += known.sizeInBytes();
    }
    return known;
  }

  private Versions make(int key) {
    int count = 0;
    for (int row = rows.first(key); row >= 0; row = rows.next(row)) {
      if (rows.weight(row) > 0) {
        scratch = count == scratch.length ? Arrays.copyOf(scratch, 2 * count) : scratch;
        scratch[count++] = row;
      }
    }
    return Versions.of(source, scratch, count);
  }

  void forget(int key) {
    Versions known = key < byKey.length ? byKey[key] : null;
    if (known != null) {
      bytes -= known.sizeInBytes();
      byKey[key] = null;
    }
  }

  /// Keys have other numbers now.
  void clear() {
    Arrays.fill(byKey, null);
    bytes = 0;
  }

  /// Heap bytes held.
  long sizeInBytes() {
    return bytes + 4L * byKey.length;
  }
}
