package io.thalweg.exec.aggregate;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.aggregate.accumulator.Accumulator;
import io.thalweg.exec.aggregate.accumulator.Accumulators;
import io.thalweg.exec.aggregate.accumulator.PairAccumulator;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.aggregate.input.InputColumns;
import io.thalweg.exec.state.GroupKeys;
import io.thalweg.exec.state.Groups;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Groups that are put together again from the streams of a [GroupLayout], the first stream first.
/// Used by one thread at a time.
final class MergedGroups {
  private final GroupLayout layout;
  private final GroupKeys keys;
  private final List<Call> calls = new ArrayList<>();
  private int[] groups = {};
  private int[] identity = {};

  /// @param filter of calls with a stream of their own
  private record Call(int stream, Accumulator accumulator, @Nullable RowFilter filter) {
    long sizeInBytes() {
      return accumulator.sizeInBytes() + (filter == null ? 0 : filter.sizeInBytes());
    }
  }

  MergedGroups(GroupLayout layout) {
    this.layout = layout;
    this.keys = GroupKeys.of(layout.keys());
    layout.routes().forEach(route -> calls.add(call(route)));
  }

  private Call call(GroupLayout.Route route) {
    Schema schema = layout.streams().get(route.stream()).schema();
    AggregateCall call = route.call();
    if (!route.isMerged()) {
      RowFilter filter =
          RowFilter.of(call, false, !layout.keys().isEmpty(), schema, new ArrayList<>());
      return new Call(route.stream(), Accumulators.of(call, schema, false), filter);
    }
    if (!route.isPair()) {
      return new Call(0, Accumulators.of(call, schema, true), null);
    }
    PairAccumulator pairs = (PairAccumulator) Accumulators.of(call, schema, false);
    return new Call(0, new MergedPairs(call.arguments().getFirst(), pairs), null);
  }

  /// Takes rows of a stream.
  void add(int stream, Batch batch) {
    int count = batch.length();
    if (groups.length < count) {
      groups = new int[count];
      identity = IntStream.range(0, count).toArray();
    }
    Column[] keyColumns = batch.columns().subList(0, layout.keys().size()).toArray(Column[]::new);
    keys.assign(keyColumns, count, groups);
    GroupedRows rows =
        stream == 0
            ? GroupedRows.of(InputColumns.of(batch), groups, keys.count(), null)
            : GroupedRows.picked(batch.columns(), identity, groups, count, keys.count());
    for (Call call : calls) {
      call.accumulator().ensure(keys.count());
      if (call.stream() == stream) {
        call.accumulator().add(call.filter() == null ? rows : call.filter().apply(rows));
      }
    }
  }

  /// The combinations of a stream that have come will not come again.
  void forgetDistinct(int stream) {
    for (Call call : calls) {
      if (call.stream() == stream && call.filter() != null) {
        call.filter().clear();
      }
    }
  }

  int count() {
    return keys.count();
  }

  /// The output rows of groups `from..from+count)`.
  Batch rows(int from, int count) {
    Groups some = Groups.range(from, count);
    List<Column> columns = new ArrayList<>();
    for (int key = 0; key < layout.keys().size(); key++) {
      columns.add(keys.column(key, some));
    }
    for (Call call : calls) {
      call.accumulator().ensure(keys.count());
      columns.add(call.accumulator().result(some));
    }
    if (layout.hasSets()) {
      columns.add(columns.remove(layout.keys().size() - 1));
    }
    return Batch.of(count, columns);
  }

  long sizeInBytes() {
    return keys.sizeInBytes() + calls.stream().mapToLong(Call::sizeInBytes).sum();
  }
}
