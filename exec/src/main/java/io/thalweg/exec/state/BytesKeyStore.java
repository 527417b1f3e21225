package io.thalweg.exec.state;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import org.jspecify.annotations.Nullable;

/// Byte strings, in pages.
final class BytesKeyStore extends KeyStore {
  private static final int[] NO_IDS = {};

  private BytePages pages = new BytePages();
  private @Nullable Column prepared;
  private int[] offsets = new int[1];
  private byte[] bytes = {};

  /// The entry of each row; empty when the rows are the entries.
  private int[] ids = NO_IDS;

  @Override
  void prepare(Column column) {
    if (prepared == column) {
      return;
    }
    BytesColumn entries =
        switch (column) {
          case FlatColumn flat -> (BytesColumn) flat;
          case DictionaryColumn dictionary -> (BytesColumn) dictionary.values();
          case ConstantColumn constant -> (BytesColumn) constant.value();
        };
    ids =
        switch (column) {
          case FlatColumn _ -> NO_IDS;
          case DictionaryColumn dictionary -> dictionary.ids();
          case ConstantColumn constant -> new int[constant.length()];
        };
    if (entries.length() == 0 && column.length() > 0) {
      // Only NULLs over an empty dictionary.
      offsets = new int[column.length() + 1];
      ids = NO_IDS;
    } else {
      offsets = entries.offsets();
      bytes = entries.bytes();
    }
    prepared = column;
  }

  @Override
  void appendValues(Column column, int[] rows, int size) {
    prepare(column);
    for (int i = 0; i < size; i++) {
      int entry = entry(rows[i]);
      pages.append(bytes, offsets[entry], offsets[entry + 1]);
    }
  }

  private int entry(int row) {
    return ids.length == 0 ? row : ids[row];
  }

  @Override
  boolean equal(int group, int row) {
    int entry = entry(row);
    return pages.isEqual(group, bytes, offsets[entry], offsets[entry + 1]);
  }

  @Override
  int matchValues(int[] groups, int[] rows, int size, int[] different, int differ) {
    int kept = 0;
    int other = differ;
    for (int i = 0; i < size; i++) {
      int row = rows[i];
      if (equal(groups[row], row)) {
        rows[kept++] = row;
      } else {
        different[other++] = row;
      }
    }
    return kept;
  }

  @Override
  FlatColumn values(int from, int size, long @Nullable [] valid) {
    return pages.column(from, size, valid);
  }

  @Override
  void clear() {
    super.clear();
    prepared = null;
    pages = new BytePages();
  }

  @Override
  long sizeInBytes() {
    return super.sizeInBytes() + pages.sizeInBytes();
  }
}
