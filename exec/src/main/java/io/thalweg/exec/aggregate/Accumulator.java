package io.thalweg.exec.aggregate;

import io.thalweg.core.data.FlatColumn;
import java.util.List;

/// The state of one aggregate call for all groups, in arrays indexed by group number.
///
/// Used by one task at a time.
public interface Accumulator {

  /// Makes room for groups `0..groups)`. Called before [#add] and before results are read.
  void ensure(int groups);

  /// Takes rows: raw ones, or states in phase FINAL, as the accumulator was made for.
  void add(GroupedRows rows);

  /// Whether [#add] understands rows with weights.
  default boolean takesWeights() {
    return false;
  }

  /// The state's columns of groups `from..from+count)`, as
  /// [io.thalweg.core.function.AggregateStates] types them.
  default List<FlatColumn> states(int from, int count) {
    return List.of(result(from, count));
  }

  /// The results of groups `from..from+count)`.
  FlatColumn result(int from, int count);

  /// Forgets all groups.
  void clear();

  /// Heap bytes held.
  long sizeInBytes();
}
