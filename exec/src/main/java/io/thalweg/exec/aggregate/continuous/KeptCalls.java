package io.thalweg.exec.aggregate.continuous;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Aggregate.Phase;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.aggregate.accumulator.Accumulators;
import io.thalweg.exec.aggregate.accumulator.KeptAccumulator;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The aggregate calls of one grouping set of a continuous aggregate, with the state of all groups.
///
/// Each call takes the rows of a source: those that pass its FILTER, for DISTINCT reduced to the
/// values that come and go. Calls whose state cannot follow their input's changes keep all values
/// of their groups instead; calls over the same columns share these.
final class KeptCalls implements AutoCloseable {
  /// The rows that some calls take.
  private record Source(OptionalInt filter, @Nullable GroupValues distinct, List<Integer> columns) {
    private GroupedRows rows(GroupedRows all) {
      GroupedRows rows = filter.isPresent() ? all.where(filter.getAsInt()) : all;
      return distinct == null ? rows : distinct.addDistinct(rows);
    }
  }

  /// Values that some calls are computed from.
  ///
  /// @param nonNull columns that are not NULL in rows that count
  private record Values(
      Source source, List<Integer> columns, boolean once, List<Integer> nonNull, GroupValues all) {}

  private record Call(Source source, Supplier<KeptAccumulator> maker) {}

  private final Schema input;
  private final boolean merges;
  private final boolean changes;
  private final Supplier<MemoryReservation> memory;
  private final List<Source> sources = new ArrayList<>();
  private final List<Values> values = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<KeptAccumulator> accumulators = new ArrayList<>();

  /// @param changes whether rows may be taken back
  /// @param memory makes accounts for kept values
  KeptCalls(Aggregate node, boolean changes, Supplier<MemoryReservation> memory) {
    this.input = node.input().schema();
    this.merges = node.phase() == Phase.FINAL;
    this.changes = changes;
    this.memory = memory;
    node.calls().forEach(call -> calls.add(call(call)));
    renew();
  }

  private Call call(AggregateCall call) {
    OptionalInt filter = merges ? OptionalInt.empty() : call.filter();
    boolean counted = call.function().equals("approx_count_distinct");
    boolean once =
        !merges && (call.distinct() || counted || Accumulators.ignoresDuplicates(call.function()));
    Optional<KeptAccumulator> kept = Accumulators.kept(call, input, merges, changes);
    if (kept.isPresent()) {
      boolean distinct =
          once && !call.arguments().isEmpty() && !Accumulators.ignoresDuplicates(call.function());
      Source source = source(filter, distinct ? call.arguments() : List.of());
      return new Call(source, () -> Accumulators.kept(call, input, merges, changes).orElseThrow());
    }
    Source source = source(filter, List.of());
    boolean nulls = call.function().equals("array_agg") || call.function().equals("single_value");
    List<Integer> nonNull = nulls ? List.of() : call.arguments();
    GroupValues all = values(source, RecomputedAccumulator.columns(call), once, nonNull);
    return new Call(source, () -> RecomputedAccumulator.of(call, input, all, once));
  }

  private Source source(OptionalInt filter, List<Integer> distinct) {
    for (Source known : sources) {
      if (known.filter.equals(filter) && known.columns.equals(distinct)) {
        return known;
      }
    }
    GroupValues seen =
        distinct.isEmpty() ? null : new GroupValues(distinct, input, false, memory.get());
    Source added = new Source(filter, seen, distinct);
    sources.add(added);
    return added;
  }

  private GroupValues values(
      Source source, List<Integer> columns, boolean once, List<Integer> nonNull) {
    for (Values known : values) {
      if (known.source == source
          && known.columns.equals(columns)
          && known.once == once
          && known.nonNull.equals(nonNull)) {
        return known.all;
      }
    }
    GroupValues all = new GroupValues(columns, input, !changes && !once, memory.get());
    values.add(new Values(source, columns, once, nonNull, all));
    return all;
  }

  /// Starts all accumulators anew; kept values stay.
  void renew() {
    accumulators.clear();
    calls.forEach(call -> accumulators.add(call.maker().get()));
  }

  void ensure(int groups) {
    accumulators.forEach(accumulator -> accumulator.ensure(groups));
  }

  void add(GroupedRows all) {
    for (Source source : sources) {
      GroupedRows rows = source.rows(all);
      for (Values kept : values) {
        if (kept.source == source) {
          GroupedRows valued = rows;
          for (int column : kept.nonNull) {
            valued = valued.nonNull(column);
          }
          kept.all.add(valued);
        }
      }
      for (int i = 0; i < accumulators.size(); i++) {
        if (calls.get(i).source() == source) {
          accumulators.get(i).add(rows);
        }
      }
    }
  }

  /// The results of the calls for these groups.
  List<FlatColumn> results(Groups groups) {
    return accumulators.stream().map(accumulator -> accumulator.result(groups)).toList();
  }

  void forget(Groups groups) {
    accumulators.forEach(accumulator -> accumulator.forget(groups));
    all().forEach(kept -> kept.forget(groups));
  }

  /// The columns of the accumulators' states.
  List<Column> save(Groups groups) {
    List<Column> columns = new ArrayList<>();
    accumulators.forEach(accumulator -> columns.addAll(accumulator.save(groups)));
    return columns;
  }

  void load(Iterator<FlatColumn> columns, Groups groups) {
    accumulators.forEach(accumulator -> accumulator.load(columns, groups));
  }

  /// All kept values, always in the same order.
  List<GroupValues> all() {
    List<GroupValues> all = new ArrayList<>();
    for (Source source : sources) {
      if (source.distinct != null) {
        all.add(source.distinct);
      }
    }
    values.forEach(kept -> all.add(kept.all));
    return all;
  }

  /// Without the kept values, which have accounts of their own.
  long sizeInBytes() {
    long bytes = 0;
    for (KeptAccumulator accumulator : accumulators) {
      bytes += accumulator.sizeInBytes();
    }
    return bytes;
  }

  @Override
  public void close() {
    all().forEach(GroupValues::close);
  }
}
