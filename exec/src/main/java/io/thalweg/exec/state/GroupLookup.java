package io.thalweg.exec.state;

import io.thalweg.core.data.Column;

/// Looks keys up in a [GroupKeys]. Holds scratch space: used by one task.
public interface GroupLookup {

  /// Writes the group of each row's key to `groups[0..rows)`, -1 where there is none.
  ///
  /// @param keys one column per key, each of `rows` rows
  void find(Column[] keys, int rows, int[] groups);
}
