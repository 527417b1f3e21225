package io.thalweg.exec.state;

import java.util.Arrays;

/// A doubly linked list of row numbers per key number; new rows stand first.
///
/// Used by one task.
final class RowChains {
  private static final int NONE = -1;

  /// By key.
  private int[] heads = {};

  /// By row.
  private int[] keys = {};

  private int[] next = {};
  private int[] previous = {};

  /// Makes room for keys and rows below these numbers.
  void ensure(int keyCount, int rowCount) {
    if (heads.length < keyCount) {
      int had = heads.length;
      heads = Arrays.copyOf(heads, grown(had, keyCount));
      Arrays.fill(heads, had, heads.length, NONE);
    }
    if (keys.length < rowCount) {
      int length = grown(keys.length, rowCount);
      keys = Arrays.copyOf(keys, length);
      next = Arrays.copyOf(next, length);
      previous = Arrays.copyOf(previous, length);
    }
  }

  private static int grown(int have, int wanted) {
    return (int) Math.max(wanted, Math.min(have + (have >> 1) + 16L, Integer.MAX_VALUE - 8));
  }

  /// Says once which key a row has; kept while the row is not linked.
  void setKey(int row, int key) {
    keys[row] = key;
  }

  int key(int row) {
    return keys[row];
  }

  void link(int row) {
    int key = keys[row];
    int head = heads[key];
    next[row] = head;
    previous[row] = NONE;
    if (head != NONE) {
      previous[head] = row;
    }
    heads[key] = row;
  }

  void unlink(int row) {
    int before = previous[row];
    int behind = next[row];
    if (before == NONE) {
      heads[keys[row]] = behind;
    } else {
      next[before] = behind;
    }
    if (behind != NONE) {
      previous[behind] = before;
    }
  }

  /// The first row of a key, -1 for none.
  int first(int key) {
    return heads[key];
  }

  /// The row behind a linked one, -1 for none.
  int next(int row) {
    return next[row];
  }

  long sizeInBytes() {
    return 4L * heads.length + 12L * keys.length;
  }
}
