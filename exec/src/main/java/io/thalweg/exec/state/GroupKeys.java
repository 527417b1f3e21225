package io.thalweg.exec.state;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.type.DataType;
import java.util.List;

/// Numbers the distinct key rows it sees 0, 1, 2, …
///
/// NULLs are equal to each other, -0.0 equals 0.0, NaN equals NaN. Used by one task at a time.
public interface GroupKeys {

  /// Writes the number of each row's key to `groups[0..rows)`, giving new numbers to new keys.
  ///
  /// @param keys one column per key, each of `rows` rows
  void assign(Column[] keys, int rows, int[] groups);

  /// Makes room for about so many distinct keys in all, where that saves growing.
  default void expect(int keys) {}

  /// Distinct keys so far.
  int count();

  /// The rows of the last [#assign] that brought a new key, in the first [#newCount] entries; the
  /// `i`-th got number `count() - newCount() + i`.
  int[] newRows();

  int newCount();

  /// Key column `key` of the groups `from..from+count)`.
  default FlatColumn column(int key, int from, int count) {
    return column(key, Groups.range(from, count));
  }

  /// Key column `key` of these groups.
  FlatColumn column(int key, Groups groups);

  /// A reader for one task, of the keys as they are at each [GroupLookup#find], until [#clear].
  /// Several may read at once while nobody assigns.
  GroupLookup lookup();

  /// Forgets all keys; keeps some storage for reuse.
  void clear();

  /// Heap bytes held.
  long sizeInBytes();

  /// The cheapest table for keys of these types.
  static GroupKeys of(List<DataType> types) {
    if (types.isEmpty()) {
      return new SingleGroup();
    }
    if (types.size() == 1 && KeyVector.isLong(types.getFirst().layout())) {
      return new LongGroupKeys(types.getFirst().layout());
    }
    GroupKeys general =
        PackedGroupKeys.takes(types) ? new PackedGroupKeys(types) : new RowGroupKeys(types);
    return new DictionaryGroupKeys(general, types.size());
  }
}
