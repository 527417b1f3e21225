package io.thalweg.exec.state;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import org.jspecify.annotations.Nullable;

/// Compares the keys of rows with those of groups, one key column, a batch at a time. Holds the
/// column in the form the comparison wants: used by one task.
abstract class KeyProbe {
  private final KeyStore store;
  private @Nullable Column prepared;

  KeyProbe(KeyStore store) {
    this.store = store;
  }

  /// Makes `column` the one that is compared. One batch's column is appended and compared several
  /// times, but converted once.
  final void prepare(Column column) {
    if (prepared != column) {
      convert(column);
      prepared = column;
    }
  }

  /// Lets go of the column.
  final void forget() {
    prepared = null;
  }

  abstract void convert(Column column);

  abstract boolean equal(int group, int row);

  /// Keeps those of `rows[0..size)` whose key equals that of their group; appends the others to
  /// `different` from position `differ` on.
  ///
  /// @param groups by row
  /// @return the number kept, at the front of `rows`; the others are `size` minus it
  final int match(Column column, int[] groups, int[] rows, int size, int[] different, int differ) {
    prepare(column);
    long[] valid = KeyVector.validity(column);
    if (valid == null && !store.mayHaveNulls()) {
      return matchValues(groups, rows, size, different, differ);
    }
    int kept = 0;
    int other = differ;
    for (int i = 0; i < size; i++) {
      int row = rows[i];
      boolean here = Bits.isValid(valid, row);
      boolean same = here == store.isValid(groups[row]) && (!here || equal(groups[row], row));
      if (same) {
        rows[kept++] = row;
      } else {
        different[other++] = row;
      }
    }
    return kept;
  }

  /// As [#match] without NULLs. Overridden where a loop of its own pays.
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
}
