package io.thalweg.planner.convert;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.Resolved;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalProject;
import io.thalweg.planner.logical.LogicalWindow;
import io.thalweg.planner.validate.operator.CatalogAggregate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;

/// The window functions of one projection: they become nodes below it. Used by one thread.
final class WindowConverter {
  private static final Set<String> WITH_CONSTANT =
      Set.of("string_agg", "quantile_cont", "quantile_disc");

  private final RelConverter rels;
  private final Host host;
  private final Map<RexOver, Column> results = new LinkedHashMap<>();
  private final Map<Expression, Column> computed = new LinkedHashMap<>();

  WindowConverter(RelConverter rels, Host host) {
    this.rels = rels;
    this.host = host;
  }

  /// What functions that share a window share.
  private record Group(List<Integer> partitionBy, List<SortKey> orderBy) {}

  private record Member(RexOver over, LogicalWindow.Output output) {}

  Column column(RexOver over) {
    Column column = results.get(over);
    if (column == null) {
      throw new IllegalStateException("window function inside another: " + over);
    }
    return column;
  }

  /// Adds every window function in `nodes` to the host.
  void addAll(List<RexNode> nodes) {
    List<RexOver> all = new ArrayList<>();
    for (RexNode node : nodes) {
      node.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitOver(RexOver over) {
              if (!all.contains(over)) {
                all.add(over);
              }
              return super.visitOver(over);
            }
          });
    }
    if (all.isEmpty()) {
      return;
    }
    Map<Group, List<Member>> groups = new LinkedHashMap<>();
    RexConverter expressions = host.expressions();
    for (RexOver over : all) {
      Group group = group(over, expressions);
      groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(member(over, group, expressions));
    }
    List<Assignment> assignments = new ArrayList<>();
    computed.forEach((expression, column) -> assignments.add(new Assignment(column, expression)));
    LogicalNode node = LogicalProject.extend(host.node(), assignments);
    for (Map.Entry<Group, List<Member>> entry : groups.entrySet()) {
      Group group = entry.getKey();
      List<LogicalWindow.Output> outputs = entry.getValue().stream().map(Member::output).toList();
      node = new LogicalWindow(node, group.partitionBy(), group.orderBy(), outputs);
    }
    host.replace(node);
  }

  private Group group(RexOver over, RexConverter expressions) {
    List<Integer> partition = new ArrayList<>();
    for (RexNode key : over.getWindow().partitionKeys) {
      int id = input(expressions.settled(key)).id();
      if (!partition.contains(id)) {
        partition.add(id);
      }
    }
    List<SortKey> order = new ArrayList<>();
    for (RexFieldCollation key : over.getWindow().orderKeys) {
      Column column = input(expressions.settled(key.left));
      boolean descending = key.getDirection().isDescending();
      order.add(
          new SortKey(
              column.id(),
              descending,
              SortConverter.nullsFirst(key.getNullDirection(), descending)));
    }
    return new Group(partition, order);
  }

  private Member member(RexOver over, Group group, RexConverter expressions) {
    if (!(over.getAggOperator() instanceof CatalogAggregate function)) {
      throw new ThalwegException(
          ErrorCode.FEATURE_NOT_SUPPORTED, over.getAggOperator() + " OVER is not supported");
    }
    String name = function.canonicalName();
    List<Typed> arguments = new ArrayList<>();
    over.getOperands().forEach(operand -> arguments.add(expressions.typed(operand)));
    if (name.equals("count")
        && arguments.size() == 1
        && arguments.getFirst().expression() instanceof Literal literal
        && !literal.isNull()) {
      arguments.clear();
    }
    Resolved resolved = AggregateArguments.resolve(name, arguments);
    List<Integer> columns = new ArrayList<>();
    List<Literal> constants = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Expression argument =
          rels.typing().coerce(arguments.get(i), resolved.castArgumentsTo().get(i));
      if (i > 0 && WITH_CONSTANT.contains(name) && argument instanceof Literal literal) {
        constants.add(literal);
      } else {
        columns.add(input(argument).id());
      }
    }
    AggregateCall call =
        new AggregateCall(
            name,
            columns,
            constants,
            over.isDistinct(),
            OptionalInt.empty(),
            List.of(),
            resolved.resultType());
    WindowCall window =
        new WindowCall(
            call, WindowFrames.of(over.getWindow(), group.orderBy().isEmpty()), over.ignoreNulls());
    Column result = rels.ids().column(name, resolved.resultType(), true);
    results.put(over, result);
    return new Member(over, new LogicalWindow.Output(result, window));
  }

  /// The column that holds `expression` below the windows.
  private Column input(Expression expression) {
    if (expression instanceof ColumnRef ref) {
      for (Column column : host.node().columns()) {
        if (column.id() == ref.index()) {
          return column;
        }
      }
    }
    return computed.computeIfAbsent(expression, e -> rels.ids().column("window", e.type(), true));
  }
}
