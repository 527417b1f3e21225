package io.thalweg.exec.kernel;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Hashes the key columns of batches, a batch at a time. Holds scratch space and remembers the hash
/// of each key's last dictionary: used by one task at a time.
///
/// The bits have owners, so that structures stacked on each other stay balanced: the top eight are
/// the vnode ([#vnode]), by which exchanges place rows in tasks; tables inside a task index with
/// low bits and take tags from the middle.
public final class RowHash {
  /// Hash partitions of the key space.
  public static final int VNODES = 256;

  private static final int VNODE_SHIFT = 56;

  /// Below one selected row in so many, keys are gathered before they are hashed.
  private static final int SPARSE = 4;

  private final int[] keys;
  private final @Nullable FlatColumn[] dictionaries;
  private final long[][] dictionaryHashes;
  private long[] hashes = new long[0];
  private long[] scratch = new long[0];

  /// @param keys ordinals of the key columns; none: all rows have one hash
  public RowHash(int... keys) {
    this.keys = keys.clone();
    this.dictionaries = new FlatColumn[keys.length];
    this.dictionaryHashes = new long[keys.length][];
  }

  /// The vnode of a hash.
  public static int vnode(long hash) {
    return (int) (hash >>> VNODE_SHIFT);
  }

  /// The task, of `parallelism`, that owns the vnode of a hash.
  public static int task(long hash, int parallelism) {
    return vnode(hash) * parallelism / VNODES;
  }

  /// One hash per row of `batch` that counts, in their order. Valid until the next call; may be
  /// longer than the batch has rows.
  public long[] hash(Batch batch) {
    int length = batch.length();
    if (hashes.length < length) {
      hashes = new long[length];
      scratch = new long[length];
    }
    int count = batch.rowCount();
    if (keys.length == 0) {
      Arrays.fill(hashes, 0, count, HashKernel.NULL_HASH);
      return hashes;
    }
    int @Nullable [] selection = batch.selection();
    boolean gatherFirst = selection != null && count < length / SPARSE;
    for (int k = 0; k < keys.length; k++) {
      Column column = batch.column(keys[k]);
      if (gatherFirst && selection != null) {
        column = column.gather(selection, count);
      }
      hashKey(k, column, k == 0 ? hashes : scratch);
      if (k > 0) {
        combine(column.length());
      }
    }
    if (!gatherFirst && selection != null) {
      compress(selection, count);
    }
    return hashes;
  }

  private void combine(int length) {
    long[] left = hashes;
    long[] right = scratch;
    for (int i = 0; i < length; i++) {
      left[i] = HashKernel.combine(left[i], right[i]);
    }
  }

  /// In place: selections ascend.
  private void compress(int[] selection, int count) {
    for (int i = 0; i < count; i++) {
      hashes[i] = hashes[selection[i]];
    }
  }

  private void hashKey(int key, Column column, long[] target) {
    if (!(column instanceof DictionaryColumn dictionary)) {
      HashKernel.hash(column, target);
      return;
    }
    if (dictionaries[key] != dictionary.values()) {
      dictionaries[key] = dictionary.values();
      dictionaryHashes[key] = HashKernel.entries(dictionary);
    }
    HashKernel.hashIds(dictionary, dictionaryHashes[key], target);
  }
}
