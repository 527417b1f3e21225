package io.thalweg.core.plan;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import java.util.List;
import java.util.OptionalInt;

/// One aggregate function of an [Aggregate] or [Window].
///
/// @param function canonical name, for example `sum`, `count`, `string_agg`
/// @param arguments ordinals of the input; empty for `count(*)`. In phase FINAL: the ordinals of
///   the partial state's columns
/// @param constants arguments that are constants by nature: a separator, a quantile's fraction
/// @param distinct count each combination of arguments once
/// @param filter a boolean column; rows where it is not true are ignored
/// @param orderBy the order in which values are taken, for order-sensitive functions
/// @param type of the result (the partial state's types are in
///   [io.thalweg.core.function.AggregateStates])
public record AggregateCall(
    String function,
    List<Integer> arguments,
    List<Literal> constants,
    boolean distinct,
    OptionalInt filter,
    List<SortKey> orderBy,
    DataType type) {
  public AggregateCall {
    arguments = List.copyOf(arguments);
    constants = List.copyOf(constants);
    orderBy = List.copyOf(orderBy);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(function).append('(');
    text.append(distinct ? "DISTINCT " : "");
    text.append(
        arguments.isEmpty() && function.equals("count")
            ? "*"
            : String.join(", ", arguments.stream().map(column -> "$" + column).toList()));
    constants.forEach(constant -> text.append(", ").append(constant));
    text.append(orderBy.isEmpty() ? "" : " ORDER BY " + orderBy).append(')');
    filter.ifPresent(column -> text.append(" FILTER $").append(column));
    return text.toString();
  }
}
