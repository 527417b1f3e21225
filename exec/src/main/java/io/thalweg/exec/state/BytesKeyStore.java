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

  private final Probe own = new Probe();
  private BytePages pages = new BytePages();

  private final class Probe extends KeyProbe {
    private int[] offsets = new int[1];
    private byte[] bytes = {};

    /// The entry of each row; empty when the rows are the entries.
    private int[] ids = NO_IDS;

    Probe() {
      super(BytesKeyStore.this);
    }

    @Override
    void convert(Column column) {
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
    }

    @Override
    boolean equal(int group, int row) {
      int entry = ids.length == 0 ? row : ids[row];
      return pages.isEqual(group, bytes, offsets[entry], offsets[entry + 1]);
    }

    private void appendTo(BytePages target, int row) {
      int entry = ids.length == 0 ? row : ids[row];
      target.append(bytes, offsets[entry], offsets[entry + 1]);
    }
  }

  @Override
  KeyProbe probe() {
    return new Probe();
  }

  @Override
  void appendValues(Column column, int[] rows, int size) {
    own.prepare(column);
    for (int i = 0; i < size; i++) {
      own.appendTo(pages, rows[i]);
    }
    own.forget();
  }

  @Override
  FlatColumn values(Groups groups, long @Nullable [] valid) {
    return pages.column(groups, valid);
  }

  @Override
  FlatColumn picked(int[] groups, int size, long @Nullable [] valid) {
    return pages.gather(groups, size, valid);
  }

  @Override
  void clear() {
    super.clear();
    pages = new BytePages();
  }

  @Override
  long sizeInBytes() {
    return super.sizeInBytes() + pages.sizeInBytes();
  }
}
