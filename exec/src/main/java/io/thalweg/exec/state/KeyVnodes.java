package io.thalweg.exec.state;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.exec.kernel.RowHash;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The vnode of each key, by the key's number. Used by one task.
final class KeyVnodes {
  private final RowHash hash;
  private byte[] vnodes;

  /// @param columns of a key
  /// @param keys that there are already
  KeyVnodes(int columns, int keys) {
    this.hash = new RowHash(IntStream.range(0, columns).toArray());
    this.vnodes = new byte[keys];
  }

  /// Takes over the keys that the last assignment has made.
  ///
  /// @param rows what was assigned, `size` rows
  /// @param keyOf their keys
  void enter(GroupKeys keys, Column[] rows, int size, int[] keyOf) {
    if (vnodes.length < keys.count()) {
      vnodes = Arrays.copyOf(vnodes, Math.max(keys.count(), vnodes.length + (vnodes.length >> 1)));
    }
    long[] hashes = hash.hash(Batch.of(size, rows));
    int[] newKeys = keys.newRows();
    for (int i = 0; i < keys.newCount(); i++) {
      vnodes[keyOf[newKeys[i]]] = (byte) RowHash.vnode(hashes[newKeys[i]]);
    }
  }

  int of(int key) {
    return vnodes[key] & 0xFF;
  }

  long sizeInBytes() {
    return vnodes.length;
  }
}
