package io.thalweg.exec.aggregate;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.Columns;
import io.thalweg.core.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Partial states of changes as rows of a changelog: the weights of a group's rows add up to the
/// change of its number of rows. States have their signs in themselves.
///
/// A weight is never 0 and fits an `int`; so a group may take several rows, all but the first of
/// which have NULL states, which merging leaves out. Stateless.
final class PartialDelta {
  private PartialDelta() {}

  /// @param columns of one row per group
  /// @param types of these columns
  /// @param isState by column, whether it is part of a state
  /// @param counts by group, the change of its number of rows
  static Batch of(List<Column> columns, List<DataType> types, boolean[] isState, long[] counts) {
    int[] rows = new int[counts.length];
    int[] weights = new int[counts.length];
    int size = counts.length;
    for (int group = 0; group < counts.length; group++) {
      rows[group] = group;
      weights[group] = counts[group] == 0 ? 1 : clamped(counts[group]);
      long rest = counts[group] - weights[group];
      while (rest != 0) {
        if (size == rows.length) {
          rows = Arrays.copyOf(rows, 2 * size);
          weights = Arrays.copyOf(weights, 2 * size);
        }
        rows[size] = group;
        weights[size] = clamped(rest);
        rest -= weights[size++];
      }
    }
    int more = size - counts.length;
    List<Column> result = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (more > 0) {
        column =
            isState[i]
                ? Columns.concat(List.of(column, ColumnBuilder.constant(types.get(i), null, more)))
                : column.gather(rows, size);
      }
      result.add(column);
    }
    return Batch.of(size, result).withWeights(weights);
  }

  private static int clamped(long count) {
    return (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, count));
  }
}
