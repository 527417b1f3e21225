package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
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

  /// Whether [#add] passes over the strays of rows without NULLs and weights.
  default boolean takesStrays() {
    return false;
  }

  /// The state's columns of these groups, as [io.thalweg.core.function.AggregateStates] types them.
  default List<FlatColumn> states(Groups groups) {
    return List.of(result(groups));
  }

  /// The results of these groups.
  FlatColumn result(Groups groups);

  /// Forgets all groups.
  void clear();

  /// Heap bytes held.
  long sizeInBytes();
}
