package io.thalweg.exec.state;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.type.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One key column of a table's groups: appended once per group, read through a [KeyProbe].
///
/// Not thread-safe while it grows.
abstract class KeyStore {
  private int count;

  /// Bit per group, 1 for not NULL; null while no key was NULL.
  private long @Nullable [] validity;

  static KeyStore of(DataType type) {
    return switch (type.layout()) {
      case BOOLEAN, INT, LONG, DOUBLE -> new LongKeyStore(type.layout());
      case BYTES -> new BytesKeyStore();
      case INT128 -> new Int128KeyStore();
      case ARRAY, ROW, NONE -> new NestedKeyStore();
    };
  }

  /// Appends `rows[0..size)` of `column` as the next groups.
  final void append(Column column, int[] rows, int size) {
    if (size == 0) {
      return;
    }
    appendValues(column, rows, size);
    long[] valid = KeyVector.validity(column);
    if (valid != null || validity != null) {
      appendValidity(valid, rows, size);
    }
    count += size;
  }

  private void appendValidity(long @Nullable [] valid, int[] rows, int size) {
    long[] bits = validity == null ? Bits.allSet(count) : validity;
    int words = Bits.words(count + size);
    if (bits.length < words) {
      bits = Arrays.copyOf(bits, Math.max(words, 2 * bits.length));
    }
    for (int i = 0; i < size; i++) {
      if (Bits.isValid(valid, rows[i])) {
        Bits.set(bits, count + i);
      } else {
        Bits.clear(bits, count + i);
      }
    }
    validity = bits;
  }

  /// Called before the rows are counted: the first one becomes group [#count].
  abstract void appendValues(Column column, int[] rows, int size);

  /// A reader of this store for one task; the store must not grow while another task reads.
  abstract KeyProbe probe();

  final boolean mayHaveNulls() {
    return validity != null;
  }

  final boolean isValid(int group) {
    return Bits.isValid(validity, group);
  }

  /// These groups as a column.
  final FlatColumn column(Groups groups) {
    return values(groups, groups.bits(validity));
  }

  abstract FlatColumn values(Groups groups, long @Nullable [] valid);

  /// The groups `groups[0..size)` as a column.
  final FlatColumn gather(int[] groups, int size) {
    return picked(groups, size, Bits.gather(validity, groups, size));
  }

  abstract FlatColumn picked(int[] groups, int size, long @Nullable [] valid);

  final int count() {
    return count;
  }

  void clear() {
    count = 0;
    validity = null;
  }

  /// Heap bytes held.
  long sizeInBytes() {
    return validity == null ? 0 : 8L * validity.length;
  }
}
