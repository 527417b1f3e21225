package io.thalweg.exec.aggregate;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.aggregate.accumulator.Accumulators;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.GroupKeys;
import io.thalweg.exec.state.Groups;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Which rows of a group an aggregate call takes: those its FILTER keeps, and of these, for
/// DISTINCT, the first with each combination of arguments. Calls that take the same rows share one.
final class RowFilter {
  private final OptionalInt filter;
  private final List<Integer> distinct;
  private final boolean grouped;
  private final @Nullable GroupKeys seen;
  private int[] numbers = {};

  /// @param distinct the columns whose combinations are taken once; empty: all rows
  /// @param grouped false when there is only one group ever
  private RowFilter(OptionalInt filter, List<Integer> distinct, boolean grouped, Schema input) {
    this.filter = filter;
    this.distinct = distinct;
    this.grouped = grouped;
    this.seen = distinct.isEmpty() ? null : GroupKeys.of(types(distinct, grouped, input));
  }

  private static List<DataType> types(List<Integer> columns, boolean grouped, Schema input) {
    List<DataType> types = new ArrayList<>();
    if (grouped) {
      types.add(SimpleType.INTEGER);
    }
    columns.forEach(column -> types.add(input.type(column)));
    return types;
  }

  /// The filter of `call`, one of `known` if it fits, else a new one, which is added there.
  ///
  /// @param merges phase FINAL: the rows were filtered before
  static RowFilter of(
      AggregateCall call, boolean merges, boolean grouped, Schema input, List<RowFilter> known) {
    OptionalInt filter = merges ? OptionalInt.empty() : call.filter();
    boolean counted = call.function().equals("approx_count_distinct");
    boolean isDistinct =
        !merges
            && !call.arguments().isEmpty()
            && (call.distinct() || counted)
            && !Accumulators.ignoresDuplicates(call.function());
    List<Integer> distinct = isDistinct ? call.arguments() : List.of();
    for (RowFilter other : known) {
      if (other.filter.equals(filter) && other.distinct.equals(distinct)) {
        return other;
      }
    }
    RowFilter added = new RowFilter(filter, distinct, grouped, input);
    known.add(added);
    return added;
  }

  /// Whether all rows are taken.
  boolean takesAll() {
    return filter.isEmpty() && seen == null;
  }

  boolean isDistinct() {
    return seen != null;
  }

  /// The combinations that were taken, of a distinct filter.
  int distinctCount() {
    return seen == null ? 0 : seen.count();
  }

  /// The groups of the combinations `from..from+count)`.
  Groups distinctGroups(int from, int count) {
    if (seen == null || !grouped) {
      return Groups.of(new int[count], count);
    }
    int[] groups = ((IntColumn) seen.column(0, from, count)).values();
    return Groups.of(groups, count);
  }

  /// The arguments of the combinations `from..from+count)`.
  List<Column> distinctColumns(int from, int count) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; seen != null && i < distinct.size(); i++) {
      columns.add(seen.column(grouped ? i + 1 : i, from, count));
    }
    return columns;
  }

  /// Those of `rows` that are taken. To be called once per batch.
  GroupedRows apply(GroupedRows rows) {
    GroupedRows kept = filter.isPresent() ? rows.where(filter.getAsInt()) : rows;
    if (seen == null || kept.count() == 0) {
      return kept;
    }
    if (numbers.length < kept.count()) {
      numbers = new int[kept.count()];
    }
    List<Column> keys = new ArrayList<>();
    if (grouped) {
      keys.add(new IntColumn(kept.count(), kept.groups(), null));
    }
    distinct.forEach(column -> keys.add(kept.column(column)));
    seen.assign(keys.toArray(Column[]::new), kept.count(), numbers);
    return kept.select(seen.newRows(), seen.newCount());
  }

  void clear() {
    if (seen != null) {
      seen.clear();
    }
  }

  long sizeInBytes() {
    return seen == null ? 0 : seen.sizeInBytes();
  }
}
