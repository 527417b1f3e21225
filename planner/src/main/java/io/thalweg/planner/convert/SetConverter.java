package io.thalweg.planner.convert;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.CommonType;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalAggregate;
import io.thalweg.planner.logical.LogicalFilter;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalProject;
import io.thalweg.planner.logical.LogicalUnion;
import io.thalweg.planner.logical.LogicalUnnest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Union;

/// UNION, INTERSECT and EXCEPT.
///
/// INTERSECT and EXCEPT count each row's copies per side over a union of both, then keep as many as
/// they should: no operator of their own is needed.
final class SetConverter {
  private final RelConverter rels;

  SetConverter(RelConverter rels) {
    this.rels = rels;
  }

  Converted union(Union union, Correlations correlations) {
    Converted all = unionAll(inputs(union, correlations));
    if (union.all) {
      return all;
    }
    return all.withNode(distinct(all.node(), all.columns()));
  }

  private static LogicalNode distinct(LogicalNode node, List<Column> columns) {
    return LogicalAggregate.of(node, columns, List.of());
  }

  private List<Converted> inputs(SetOp operation, Correlations correlations) {
    return operation.getInputs().stream().map(input -> rels.convert(input, correlations)).toList();
  }

  private Converted unionAll(List<Converted> inputs) {
    List<DataType> types = types(inputs);
    List<LogicalNode> nodes = new ArrayList<>();
    List<List<Column>> sources = new ArrayList<>();
    for (Converted input : inputs) {
      Converted cast = cast(input, types);
      nodes.add(cast.node());
      sources.add(cast.columns());
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      int position = i;
      boolean nullable = sources.stream().anyMatch(source -> source.get(position).nullable());
      String name = inputs.getFirst().columns().get(i).name();
      columns.add(rels.ids().column(name, types.get(i), nullable));
    }
    return Converted.of(new LogicalUnion(nodes, sources, columns), columns);
  }

  private static List<DataType> types(List<Converted> inputs) {
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < inputs.getFirst().columns().size(); i++) {
      int position = i;
      List<DataType> all =
          inputs.stream()
              .map(
                  input ->
                      input.untyped().get(position)
                          ? SimpleType.NULL
                          : input.columns().get(position).type())
              .toList();
      DataType common =
          CommonType.of(all)
              .orElseThrow(
                  () ->
                      new ThalwegException(
                          ErrorCode.TYPE_MISMATCH,
                          "column "
                              + (position + 1)
                              + " of the combined queries has types that do not meet: "
                              + all.stream().map(DataType::sql).distinct().toList()
                              + "; cast one of them"));
      types.add(common == SimpleType.NULL ? SimpleType.VARCHAR : common);
    }
    return types;
  }

  private Converted cast(Converted input, List<DataType> types) {
    Map<Integer, Assignment> assignments = new LinkedHashMap<>();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Column column = input.columns().get(i);
      Expression value =
          rels.typing().coerce(new Typed(column.ref(), input.untyped().get(i)), types.get(i));
      Assignment assignment =
          value.equals(column.ref())
              ? Assignment.pass(column)
              : new Assignment(
                  rels.ids().column(column.name(), types.get(i), column.nullable()), value);
      assignments.put(assignment.column().id(), assignment);
      columns.add(assignment.column());
    }
    boolean changed = assignments.values().stream().anyMatch(a -> !a.isPass());
    return changed
        ? Converted.of(new LogicalProject(input.node(), List.copyOf(assignments.values())), columns)
        : input;
  }

  Converted intersect(Intersect intersect, Correlations correlations) {
    return combine(inputs(intersect, correlations), intersect.all, true);
  }

  Converted except(Minus minus, Correlations correlations) {
    return combine(inputs(minus, correlations), minus.all, false);
  }

  private Converted combine(List<Converted> inputs, boolean all, boolean intersect) {
    Converted result = inputs.getFirst();
    for (Converted next : inputs.subList(1, inputs.size())) {
      result = combine(result, next, all, intersect);
    }
    return result;
  }

  private Converted combine(Converted left, Converted right, boolean all, boolean intersect) {
    Converted both = unionAll(List.of(marked(left, true), marked(right, false)));
    int width = left.columns().size();
    List<Column> rows = both.columns().subList(0, width);
    Column inLeft = rels.ids().column("in_left", SimpleType.BIGINT, false);
    Column inRight = rels.ids().column("in_right", SimpleType.BIGINT, false);
    LogicalAggregate counts =
        LogicalAggregate.of(
            both.node(),
            rows,
            List.of(
                Host.count(inLeft, List.of(both.columns().get(width).id())),
                Host.count(inRight, List.of(both.columns().get(width + 1).id()))));
    Literal zero = new Literal(SimpleType.BIGINT, 0L);
    Expression left0 = test("gt", inLeft.ref(), zero);
    Expression right0 = test(intersect ? "gt" : "eq", inRight.ref(), zero);
    if (!all) {
      LogicalNode kept = LogicalFilter.of(counts, List.of(left0, right0));
      return Converted.of(LogicalProject.select(kept, rows), rows);
    }
    Expression copies =
        intersect
            ? call("least", inLeft.ref(), inRight.ref())
            : call("subtract", inLeft.ref(), inRight.ref());
    return repeated(LogicalFilter.of(counts, List.of(test("gt", copies, zero))), copies, rows);
  }

  /// Each row as often as `copies` says.
  private Converted repeated(LogicalNode node, Expression copies, List<Column> rows) {
    ArrayType series = new ArrayType(SimpleType.BIGINT);
    Column array = rels.ids().column("copies", series, false);
    Expression value =
        new Call("generate_series", List.of(new Literal(SimpleType.BIGINT, 1L), copies), series);
    Column copy = rels.ids().column("copy", SimpleType.BIGINT, false);
    LogicalNode unnest =
        new LogicalUnnest(
            LogicalProject.extend(node, List.of(new Assignment(array, value))),
            List.of(array),
            false,
            false,
            false,
            List.of(copy));
    return Converted.of(LogicalProject.select(unnest, rows), rows);
  }

  private static Expression test(String function, Expression a, Expression b) {
    return new Call(function, List.of(a, b), SimpleType.BOOLEAN);
  }

  private static Expression call(String function, Expression a, Expression b) {
    return new Call(function, List.of(a, b), SimpleType.BIGINT);
  }

  /// The input and two columns behind it: the first is set on the left side, the other on the
  /// right.
  private Converted marked(Converted input, boolean left) {
    Literal one = new Literal(SimpleType.INTEGER, 1);
    Literal none = new Literal(SimpleType.INTEGER, null);
    Assignment first = rels.constant("in_left", left ? one : none);
    Assignment second = rels.constant("in_right", left ? none : one);
    List<Column> columns = new ArrayList<>(input.columns());
    columns.add(first.column());
    columns.add(second.column());
    return new Converted(
        LogicalProject.extend(input.node(), List.of(first, second)), columns, input.untyped());
  }
}
