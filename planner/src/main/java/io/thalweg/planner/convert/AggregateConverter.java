package io.thalweg.planner.convert;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Case;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalAggregate;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalProject;
import io.thalweg.planner.validate.operator.CatalogAggregate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.util.ImmutableBitSet;

/// Grouping and aggregates.
final class AggregateConverter {
  private final RelConverter rels;

  AggregateConverter(RelConverter rels) {
    this.rels = rels;
  }

  Converted convert(Aggregate aggregate, Correlations correlations) {
    Converted input = rels.convert(aggregate.getInput(), correlations);
    boolean several = aggregate.getGroupSets().size() > 1;
    Map<Integer, LogicalAggregate.Key> keys = new LinkedHashMap<>();
    List<Column> columns = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (int ordinal : aggregate.getGroupSet()) {
      Column source = input.columns().get(ordinal);
      LogicalAggregate.Key key = keys.computeIfAbsent(source.id(), _ -> key(source, several));
      columns.add(key.column());
      positions.add(List.copyOf(keys.keySet()).indexOf(source.id()));
    }
    List<List<Integer>> sets = new ArrayList<>();
    for (ImmutableBitSet set : aggregate.getGroupSets()) {
      sets.add(
          set.asList().stream()
              .map(ordinal -> positions.get(aggregate.getGroupSet().indexOf(ordinal)))
              .distinct()
              .sorted()
              .toList());
    }
    Optional<Column> setColumn =
        several
            ? Optional.of(rels.ids().column("_grouping_set", SimpleType.INTEGER, false))
            : Optional.empty();
    AggregateArguments arguments = new AggregateArguments(rels, input);
    List<LogicalAggregate.Output> calls = new ArrayList<>();
    List<Assignment> groupings = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (call.getAggregation() instanceof CatalogAggregate function) {
        LogicalAggregate.Output output = arguments.output(call, function);
        calls.add(output);
        columns.add(output.column());
      } else {
        Assignment grouping = grouping(aggregate, call, setColumn);
        groupings.add(grouping);
        columns.add(grouping.column());
      }
    }
    LogicalNode node =
        new LogicalAggregate(arguments.node(), List.copyOf(keys.values()), sets, calls, setColumn);
    return Converted.of(LogicalProject.extend(node, groupings), columns);
  }

  private LogicalAggregate.Key key(Column source, boolean several) {
    return several
        ? new LogicalAggregate.Key(rels.ids().copy(source).asNullable(), source)
        : LogicalAggregate.Key.of(source);
  }

  /// GROUPING(a, b): a bit per argument, 1 where the row's grouping set leaves it out.
  private Assignment grouping(Aggregate aggregate, AggregateCall call, Optional<Column> setColumn) {
    List<Long> masks = new ArrayList<>();
    for (ImmutableBitSet set : aggregate.getGroupSets()) {
      long mask = 0;
      for (int ordinal : call.getArgList()) {
        mask = mask << 1 | (set.get(ordinal) ? 0 : 1);
      }
      masks.add(mask);
    }
    Column column = rels.ids().column("grouping", SimpleType.BIGINT, false);
    return new Assignment(column, masks(masks, setColumn));
  }

  private static Expression masks(List<Long> masks, Optional<Column> setColumn) {
    if (setColumn.isEmpty()) {
      return new Literal(SimpleType.BIGINT, masks.getFirst());
    }
    List<Expression> conditions = new ArrayList<>();
    List<Expression> results = new ArrayList<>();
    for (int set = 0; set < masks.size(); set++) {
      Literal position = new Literal(SimpleType.INTEGER, set);
      conditions.add(new Call("eq", List.of(setColumn.get().ref(), position), SimpleType.BOOLEAN));
      results.add(new Literal(SimpleType.BIGINT, masks.get(set)));
    }
    Literal none = new Literal(SimpleType.BIGINT, null);
    return new Case(conditions, results, none, SimpleType.BIGINT);
  }
}
