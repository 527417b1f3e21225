package io.thalweg.planner.logical;

import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Groups rows and aggregates each group.
///
/// @param groupingSets each a list of positions in `keys`
/// @param setColumn with several grouping sets: the INTEGER position of the row's set
public record LogicalAggregate(
    LogicalNode input,
    List<Key> keys,
    List<List<Integer>> groupingSets,
    List<Output> calls,
    Optional<Column> setColumn)
    implements LogicalNode {

  /// A key's output column and the input column it comes from. They are the same unless there are
  /// grouping sets, where the output is NULL in some rows.
  public record Key(Column column, Column source) {
    public static Key of(Column column) {
      return new Key(column, column);
    }
  }

  /// @param call its ordinals are column ids
  public record Output(Column column, AggregateCall call) {}

  public LogicalAggregate {
    keys = List.copyOf(keys);
    groupingSets = groupingSets.stream().map(List::copyOf).toList();
    calls = List.copyOf(calls);
  }

  /// One grouping set with all keys.
  public static LogicalAggregate of(LogicalNode input, List<Column> keys, List<Output> calls) {
    List<Integer> all = java.util.stream.IntStream.range(0, keys.size()).boxed().toList();
    return new LogicalAggregate(
        input, keys.stream().map(Key::of).toList(), List.of(all), calls, Optional.empty());
  }

  /// Whether there is exactly one row, also over no input.
  public boolean isScalar() {
    return keys.isEmpty() && groupingSets.size() == 1;
  }

  @Override
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>(keys.stream().map(Key::column).toList());
    calls.forEach(call -> columns.add(call.column()));
    setColumn.ifPresent(columns::add);
    return columns;
  }

  @Override
  public List<LogicalNode> inputs() {
    return List.of(input);
  }

  @Override
  public LogicalNode withInputs(List<LogicalNode> newInputs) {
    return new LogicalAggregate(newInputs.getFirst(), keys, groupingSets, calls, setColumn);
  }

  @Override
  public List<Expression> expressions() {
    List<Expression> all = new ArrayList<>();
    keys.forEach(key -> all.add(key.source().ref()));
    calls.forEach(output -> addReferences(output.call(), all));
    return all;
  }

  static void addReferences(AggregateCall call, List<Expression> all) {
    DataType any = call.type();
    call.arguments().forEach(id -> all.add(new ColumnRef(id, any)));
    call.filter().ifPresent(id -> all.add(new ColumnRef(id, any)));
    call.orderBy().forEach(key -> all.add(new ColumnRef(key.column(), any)));
  }
}
