package io.thalweg.core.data;

import io.thalweg.core.type.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Row `i` has the value `values[ids[i]]`; a NULL row is marked by the validity of the ids.
///
/// The dictionary itself has no NULL and may hold values that no row uses, or one value twice
/// (dictionaries of different pages); two columns may share one dictionary object, which is then
/// cheap to recognise.
public final class DictionaryColumn implements Column {
  private final int length;
  private final int[] ids;
  private final FlatColumn values;
  private final long @Nullable [] validity;

  /// @param ids at least `length` entries, each in `0..values.length()` (also for NULL rows, unless
  ///   the dictionary is empty)
  public DictionaryColumn(int length, int[] ids, FlatColumn values, long @Nullable [] validity) {
    if (ids.length < length || values.mayHaveNulls()) {
      throw new IllegalArgumentException("too few ids, or NULL in the dictionary");
    }
    this.length = length;
    this.ids = ids;
    this.values = values;
    this.validity = validity;
  }

  public int[] ids() {
    return ids;
  }

  /// The dictionary; none of its entries is NULL.
  public FlatColumn values() {
    return values;
  }

  /// As [FlatColumn#validity].
  public long @Nullable [] validity() {
    return validity;
  }

  /// The same ids over another dictionary of the same size: the result of a function that ran once
  /// per entry.
  public DictionaryColumn withValues(FlatColumn newValues) {
    return new DictionaryColumn(length, ids, newValues, validity);
  }

  @Override
  public Layout layout() {
    return values.layout();
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public boolean mayHaveNulls() {
    return validity != null;
  }

  @Override
  public boolean isNull(int row) {
    return validity != null && !Bits.get(validity, row);
  }

  @Override
  public DictionaryColumn gather(int[] rows, int count) {
    int[] newIds = new int[count];
    for (int i = 0; i < count; i++) {
      newIds[i] = ids[rows[i]];
    }
    return new DictionaryColumn(count, newIds, values, Bits.gather(validity, rows, count));
  }

  @Override
  public DictionaryColumn slice(int from, int count) {
    return new DictionaryColumn(
        count,
        from == 0 ? ids : Arrays.copyOfRange(ids, from, from + count),
        values,
        Bits.slice(validity, from, count));
  }

  @Override
  public FlatColumn flatten() {
    if (values.length() == 0) {
      return ConstantColumn.ofNull(values, length).flatten();
    }
    return values.gather(ids, length).withValidity(validity);
  }

  /// The ids and a share of the dictionary: many columns refer to one dictionary, so that each
  /// counts what its rows would take without one, and the whole dictionary at most.
  @Override
  public long sizeInBytes() {
    long rows = Math.min(ids.length, values.length());
    long share = values.length() == 0 ? 0 : values.sizeInBytes() * rows / values.length();
    return 4L * ids.length + share + (validity == null ? 0 : 8L * validity.length);
  }
}
