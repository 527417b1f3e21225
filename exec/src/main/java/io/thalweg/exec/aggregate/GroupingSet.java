package io.thalweg.exec.aggregate;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Aggregate.Phase;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.aggregate.accumulator.Accumulator;
import io.thalweg.exec.aggregate.accumulator.Accumulators;
import io.thalweg.exec.aggregate.accumulator.AverageAccumulator;
import io.thalweg.exec.aggregate.accumulator.CountAccumulator;
import io.thalweg.exec.aggregate.accumulator.ExactSumAccumulator;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.aggregate.input.InputColumns;
import io.thalweg.exec.state.GroupKeys;
import io.thalweg.exec.state.Groups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The groups of one grouping set: key table and accumulators.
final class GroupingSet {
  /// One aggregate call.
  private record Call(RowFilter filter, Accumulator accumulator) {}

  /// With more groups, new accumulators are cheaper than cleared ones.
  private static final int SMALL = 1 << 13;

  /// Strays are taken while there are few groups, and when these parts of the rows count.
  private static final int STRAY_GROUPS = 64;

  private static final int COUNTING_PARTS = 3;
  private static final int OF_PARTS = 4;

  private final Aggregate node;
  private final List<Integer> columns;
  private final List<DataType> keyTypes;

  /// By output key: its position in this set, or -1 where it is left out.
  private final int[] positions;

  private final GroupKeys keys;
  private final boolean statesOut;
  private final boolean changes;
  private final List<RowFilter> filters = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private int[] groups = {};

  /// Groups of all physical rows of a batch.
  private int[] strayGroups = {};

  /// The arguments of the calls.
  private final int[] arguments;

  /// Whether every call takes all rows, and strays.
  private boolean takesStrays;

  /// The numbers of rows of groups, for states of changes.
  private @Nullable CountAccumulator counts;

  /// @param set positions in the keys of `node`
  /// @param changes whether partial states are made of rows that may be taken back
  GroupingSet(Aggregate node, List<Integer> set, boolean changes) {
    Schema input = node.input().schema();
    this.columns = set.stream().map(node.keys()::get).toList();
    this.keyTypes = node.keys().stream().map(input::type).toList();
    this.positions = new int[node.keys().size()];
    for (int key = 0; key < positions.length; key++) {
      positions[key] = set.indexOf(key);
    }
    this.keys = GroupKeys.of(columns.stream().map(input::type).toList());
    this.statesOut = node.phase() == Phase.PARTIAL;
    this.node = node;
    this.changes = changes;
    this.arguments =
        node.calls().stream()
            .flatMap(call -> call.arguments().stream())
            .distinct()
            .mapToInt(i -> i)
            .toArray();
    makeCalls();
  }

  private void makeCalls() {
    boolean merges = node.phase() == Phase.FINAL;
    Schema input = node.input().schema();
    counts = changes ? new CountAccumulator(new int[0], false) : null;
    for (AggregateCall call : node.calls()) {
      RowFilter filter = RowFilter.of(call, merges, !columns.isEmpty(), input, filters);
      Accumulator accumulator =
          changes
              ? Accumulators.kept(call, input, false, true).orElseThrow()
              : Accumulators.of(call, input, merges);
      calls.add(new Call(filter, accumulator));
    }
    takesStrays =
        !changes
            && calls.stream()
                .allMatch(call -> call.filter().takesAll() && call.accumulator().takesStrays());
    if (!changes && !merges) {
      shareSums();
    }
  }

  /// Lets averages divide the sums that are made anyway.
  private void shareSums() {
    for (int i = 0; i < calls.size(); i++) {
      for (int j = 0; j < calls.size(); j++) {
        if (calls.get(i).accumulator() instanceof AverageAccumulator average
            && calls.get(j).accumulator() instanceof ExactSumAccumulator sum
            && calls.get(i).filter() == calls.get(j).filter()
            && node.calls().get(i).arguments().equals(node.calls().get(j).arguments())
            && average.borrow(sum)) {
          break;
        }
      }
    }
  }

  void add(InputColumns rows, int @Nullable [] weights) {
    checkWeights(weights);
    int count = rows.count();
    if (groups.length < count) {
      groups = new int[count];
    }
    Column[] keyColumns = new Column[columns.size()];
    for (int i = 0; i < keyColumns.length; i++) {
      keyColumns[i] = rows.column(columns.get(i));
    }
    keys.assign(keyColumns, count, groups);
    if (calls.isEmpty() && counts == null) {
      return;
    }
    ensure();
    GroupedRows all =
        weights == null && mayStray(rows)
            ? withStrays(rows)
            : GroupedRows.of(rows, groups, keys.count(), weights);
    if (counts != null) {
      counts.add(all);
    }
    for (RowFilter filter : filters) {
      GroupedRows taken = filter.apply(all);
      for (Call call : calls) {
        // Also no row at all is told: groups that begin without a value must be known.
        if (call.filter() == filter) {
          call.accumulator().add(taken);
        }
      }
    }
  }

  /// Whether it is better to sum up all rows of the batch than to pick those that count.
  private boolean mayStray(InputColumns rows) {
    if (!takesStrays
        || rows.rows() == null
        || keys.count() > STRAY_GROUPS
        || (long) rows.count() * OF_PARTS < (long) rows.length() * COUNTING_PARTS) {
      return false;
    }
    for (int argument : arguments) {
      if (rows.mayHaveNulls(argument)) {
        return false;
      }
    }
    return true;
  }

  private GroupedRows withStrays(InputColumns rows) {
    int length = rows.length();
    if (strayGroups.length < length) {
      strayGroups = new int[length];
    }
    Arrays.fill(strayGroups, 0, length, keys.count());
    int[] counting = Objects.requireNonNull(rows.rows());
    for (int i = 0; i < rows.count(); i++) {
      strayGroups[counting[i]] = groups[i];
    }
    return GroupedRows.withStrays(rows.all(), strayGroups, keys.count());
  }

  private void checkWeights(int @Nullable [] weights) {
    if (weights == null) {
      return;
    }
    for (Call call : calls) {
      if (!call.accumulator().takesWeights() || call.filter().isDistinct()) {
        throw new ThalwegException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "an aggregate of the query cannot take rows back; use count, sum or avg over changes");
      }
    }
  }

  /// Makes room for all groups; before [#rows], also when there was no row.
  void ensure() {
    int count = keys.count();
    if (counts != null) {
      counts.ensure(count);
    }
    calls.forEach(call -> call.accumulator().ensure(count));
  }

  int count() {
    return keys.count();
  }

  boolean isKeyed() {
    return !columns.isEmpty();
  }

  /// The output columns of groups `from..from+count)`.
  List<Column> rows(int from, int count) {
    Groups some = Groups.range(from, count);
    List<Column> output = keyColumns(some);
    for (Call call : calls) {
      if (statesOut) {
        output.addAll(call.accumulator().states(some));
      } else {
        output.add(call.accumulator().result(some));
      }
    }
    return output;
  }

  /// The key columns of these groups, NULL where the set leaves a key out.
  List<Column> keyColumns(Groups some) {
    List<Column> output = new ArrayList<>();
    for (int key = 0; key < positions.length; key++) {
      output.add(
          positions[key] < 0
              ? ColumnBuilder.constant(keyTypes.get(key), null, some.count())
              : keys.column(positions[key], some));
    }
    return output;
  }

  /// The state of the call with this number.
  Accumulator accumulator(int call) {
    return calls.get(call).accumulator();
  }

  /// The rows that the call with this number takes.
  RowFilter filter(int call) {
    return calls.get(call).filter();
  }

  /// The number of rows of groups `from..from+count)`; only of changes.
  long[] rowCounts(int from, int count) {
    long[] result = new long[count];
    for (int i = 0; i < count; i++) {
      result[i] = counts == null ? 0 : counts.count(from + i);
    }
    return result;
  }

  void clear() {
    if (keys.count() > SMALL) {
      filters.clear();
      calls.clear();
      makeCalls();
    } else {
      if (counts != null) {
        counts.clear();
      }
      filters.forEach(RowFilter::clear);
      calls.forEach(call -> call.accumulator().clear());
    }
    keys.clear();
  }

  long sizeInBytes() {
    long bytes = keys.sizeInBytes() + (counts == null ? 0 : counts.sizeInBytes());
    for (RowFilter filter : filters) {
      bytes += filter.sizeInBytes();
    }
    for (Call call : calls) {
      bytes += call.accumulator().sizeInBytes();
    }
    return bytes;
  }
}
