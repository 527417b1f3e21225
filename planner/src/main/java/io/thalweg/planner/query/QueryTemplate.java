package io.thalweg.planner.query;

import io.thalweg.core.expr.Literal;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.PlannerOptions;
import io.thalweg.planner.convert.LiteralValues;
import io.thalweg.planner.convert.LogicalQuery;
import io.thalweg.planner.logical.ColumnIds;
import io.thalweg.planner.text.QueryText;
import io.thalweg.planner.validate.operator.LiftedFunction;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A query up to where constants matter: parsed, validated and converted without the values of some
/// of them. Estimates, join order, folding and pushdown happen with the values, so that each query
/// gets the plan it would get by itself. Immutable; any number of threads may use it.
public final class QueryTemplate {
  private final LogicalQuery query;
  private final int columns;
  private final Map<Integer, LiftedFunction> lifted;
  private final PlannerOptions options;

  /// @param query with parameters in place of the lifted constants
  /// @param columns how many column ids it uses
  /// @param lifted by their index in the text
  QueryTemplate(
      LogicalQuery query,
      int columns,
      Map<Integer, LiftedFunction> lifted,
      PlannerOptions options) {
    this.query = query;
    this.columns = columns;
    this.lifted = Map.copyOf(lifted);
    this.options = options;
  }

  /// The constants that a query may change and still be planned from this.
  public BitSet lifted() {
    BitSet indexes = new BitSet();
    lifted.keySet().forEach(indexes::set);
    return indexes;
  }

  /// The plan of a query whose text is the same but for the lifted constants.
  ///
  /// @return empty when one of them has a type that this was not made for
  public Optional<PlannedStatement> plan(QueryText text) {
    Map<Integer, Literal> values = new HashMap<>();
    for (LiftedFunction constant : lifted.values()) {
      Optional<Literal> value = constant.value(text.value(constant.index()));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.put(constant.index(), value.get());
    }
    LogicalQuery complete = new LiteralValues(values).in(query);
    return Optional.of(QueryPlanner.planned(complete, new ColumnIds(columns), options, List.of()));
  }
}
