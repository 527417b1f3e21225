package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.state.Groups;
import java.util.Iterator;
import java.util.List;

/// An accumulator whose groups can be written down, read back and forgotten one by one: what a
/// continuous aggregate needs.
public interface KeptAccumulator extends Accumulator {

  /// The whole state of these groups, always in the same number of columns. The format is the
  /// accumulator's own.
  List<FlatColumn> save(Groups groups);

  /// Replaces the state of these groups by what [#save] wrote: takes its columns, with a row per
  /// group, from the iterator.
  void load(Iterator<FlatColumn> columns, Groups groups);

  /// The groups begin again, as if they had never had a row.
  void forget(Groups groups);
}
