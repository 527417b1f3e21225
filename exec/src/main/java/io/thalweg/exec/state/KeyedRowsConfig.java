package io.thalweg.exec.state;

import io.thalweg.core.type.DataType;
import java.util.List;

/// What rows [KeyedRows] keeps.
///
/// @param types of all columns
/// @param key ordinals of the key columns, in the order of the exchange that brings the rows; none:
///   all rows are of one key
/// @param appendOnly nothing is ever retracted: equal rows stay apart, which is cheaper
/// @param tallied each row has a number that is the user's own ([KeyedRows#tally]); not together
///   with `appendOnly`
/// @param timed snapshots say when keys were last touched: for keys that go when they are not
public record KeyedRowsConfig(
    List<DataType> types, List<Integer> key, boolean appendOnly, boolean tallied, boolean timed) {
  public KeyedRowsConfig {
    types = List.copyOf(types);
    key = List.copyOf(key);
    if (appendOnly && tallied) {
      throw new IllegalArgumentException("equal rows that stay apart have no tally");
    }
  }

  public KeyedRowsConfig(List<DataType> types, List<Integer> key, boolean appendOnly) {
    this(types, key, appendOnly, false, false);
  }

  /// The same rows, timed or not.
  public KeyedRowsConfig timed(boolean isTimed) {
    return new KeyedRowsConfig(types, key, appendOnly, tallied, isTimed);
  }
}
