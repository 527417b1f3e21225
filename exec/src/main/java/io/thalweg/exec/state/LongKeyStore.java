package io.thalweg.exec.state;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.type.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Keys of up to 64 bits, in the form of [KeyVector].
final class LongKeyStore extends KeyStore {
  private final Layout layout;
  private long[] keys = {};
  private long[] scratch = {};
  private long[] values = {};
  private @Nullable Column prepared;

  LongKeyStore(Layout layout) {
    this.layout = layout;
  }

  @Override
  void prepare(Column column) {
    // One batch's column is appended and compared several times: convert it once.
    if (prepared != column) {
      if (scratch.length < column.length()) {
        scratch = new long[column.length()];
      }
      values = KeyVector.longs(column, scratch);
      prepared = column;
    }
  }

  @Override
  void appendValues(Column column, int[] rows, int size) {
    prepare(column);
    int at = count();
    if (at + size > keys.length) {
      keys = Arrays.copyOf(keys, Math.max(at + size, Math.addExact(at, at)));
    }
    for (int i = 0; i < size; i++) {
      keys[at + i] = values[rows[i]];
    }
  }

  @Override
  boolean equal(int group, int row) {
    return keys[group] == values[row];
  }

  @Override
  int matchValues(int[] groups, int[] rows, int size, int[] different, int differ) {
    long[] stored = keys;
    long[] probed = values;
    int kept = 0;
    int other = differ;
    for (int i = 0; i < size; i++) {
      int row = rows[i];
      if (stored[groups[row]] == probed[row]) {
        rows[kept++] = row;
      } else {
        different[other++] = row;
      }
    }
    return kept;
  }

  @Override
  FlatColumn values(int from, int size, long @Nullable [] valid) {
    return KeyVector.column(layout, keys, from, size, valid);
  }

  @Override
  void clear() {
    super.clear();
    prepared = null;
    values = scratch;
  }

  @Override
  long sizeInBytes() {
    return super.sizeInBytes() + 8L * keys.length;
  }
}
