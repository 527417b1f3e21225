package io.thalweg.planner.convert;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.function.Resolved;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.type.DataType;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalAggregate;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalProject;
import io.thalweg.planner.validate.operator.CatalogAggregate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Types the calls of one aggregate and adds the casts that their arguments need to its input. Used
/// by one thread.
final class AggregateArguments {
  private static final Set<String> WITH_CONSTANT =
      Set.of("string_agg", "quantile_cont", "quantile_disc");

  private final RelConverter rels;
  private final Converted input;
  private final Map<Integer, Expression> known = new HashMap<>();
  private final List<Assignment> casts = new ArrayList<>();

  AggregateArguments(RelConverter rels, Converted input) {
    this.rels = rels;
    this.input = input;
    if (input.node() instanceof LogicalProject project) {
      project.assignments().forEach(a -> known.put(a.column().id(), a.expression()));
    }
  }

  /// The aggregate's input with the casts.
  LogicalNode node() {
    return LogicalProject.extend(input.node(), casts);
  }

  LogicalAggregate.Output output(
      org.apache.calcite.rel.core.AggregateCall call, CatalogAggregate function) {
    List<Typed> arguments = new ArrayList<>();
    call.getArgList().forEach(ordinal -> arguments.add(argument(ordinal)));
    String name = function.canonicalName();
    if (name.equals("count") && isConstant(arguments) && !call.isDistinct()) {
      arguments.clear();
    }
    Resolved resolved = resolve(name, arguments);
    boolean separate = WITH_CONSTANT.contains(name);
    List<Integer> columns = new ArrayList<>();
    List<Literal> constants = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      DataType type = resolved.castArgumentsTo().get(i);
      if (separate && i > 0) {
        constants.add(constant(name, arguments.get(i), type));
      } else {
        columns.add(column(call.getArgList().get(i), arguments.get(i), type).id());
      }
    }
    OptionalInt filter =
        call.filterArg < 0
            ? OptionalInt.empty()
            : OptionalInt.of(input.columns().get(call.filterArg).id());
    List<SortKey> order = SortConverter.keys(call.getCollation(), input.columns());
    AggregateCall converted =
        new AggregateCall(
            name, columns, constants, call.isDistinct(), filter, order, resolved.resultType());
    Column result =
        rels.ids().column(label(call, name), resolved.resultType(), !name.equals("count"));
    return new LogicalAggregate.Output(result, converted);
  }

  private static String label(org.apache.calcite.rel.core.AggregateCall call, String name) {
    return call.getName() == null ? name : call.getName();
  }

  static Resolved resolve(String name, List<Typed> arguments) {
    return FunctionCatalog.resolve(
        name,
        arguments.stream().map(Typed::type).toList(),
        arguments.stream().map(Typed::constant).toList());
  }

  private static boolean isConstant(List<Typed> arguments) {
    return arguments.size() == 1
        && arguments.getFirst().expression() instanceof Literal literal
        && !literal.isNull();
  }

  private Typed argument(int ordinal) {
    Column column = input.columns().get(ordinal);
    Expression expression = known.get(column.id());
    return expression instanceof Literal literal
        ? new Typed(literal, input.untyped().get(ordinal))
        : Typed.of(column.ref());
  }

  private Literal constant(String name, Typed argument, DataType type) {
    if (rels.typing().coerce(argument, type) instanceof Literal literal) {
      return literal;
    }
    throw new ThalwegException(
        ErrorCode.INVALID_ARGUMENT, name + ": the second argument has to be a constant");
  }

  private Column column(int ordinal, Typed argument, DataType type) {
    Column column = input.columns().get(ordinal);
    if (column.type().equals(type)) {
      return column;
    }
    Expression cast = rels.typing().coerce(argument, type);
    Optional<Assignment> same =
        casts.stream().filter(assignment -> assignment.expression().equals(cast)).findFirst();
    if (same.isPresent()) {
      return same.get().column();
    }
    Column added = rels.ids().column(column.name(), type, column.nullable());
    casts.add(new Assignment(added, cast));
    return added;
  }
}
