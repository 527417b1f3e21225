package io.thalweg.planner.convert;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.ColumnIds;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalScan;
import io.thalweg.planner.logical.LogicalValues;
import io.thalweg.planner.validate.calcite.BoundQuery;
import io.thalweg.planner.validate.calcite.Relation;
import io.thalweg.planner.validate.calcite.Relations;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;

/// Converts one statement's tree, node by node. Used by one thread.
public final class RelConverter {
  private final Relations relations;
  private final ColumnIds ids;
  private final Parameters parameters;
  private final Typing typing;

  public RelConverter(Relations relations, ColumnIds ids, Parameters parameters) {
    this.relations = relations;
    this.ids = ids;
    this.parameters = parameters;
    this.typing = new Typing(parameters);
  }

  /// The query's tree and, in order, its result's columns under their names.
  public LogicalQuery convert(BoundQuery query) {
    Converted converted = convert(query.rel(), Correlations.NONE);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < query.names().size(); i++) {
      columns.add(converted.columns().get(i).withName(query.names().get(i)));
    }
    return new LogicalQuery(converted.node(), columns);
  }

  ColumnIds ids() {
    return ids;
  }

  Typing typing() {
    return typing;
  }

  Parameters parameters() {
    return parameters;
  }

  Converted convert(RelNode rel, Correlations correlations) {
    return switch (rel) {
      case TableScan scan -> scan(scan);
      case Values values -> values(values);
      case Project project -> new ProjectConverter(this).convert(project, correlations);
      case Filter filter -> new FilterConverter(this).convert(filter, correlations);
      case Join join -> new JoinConverter(this).convert(join, correlations);
      case Correlate correlate -> correlate(correlate, correlations);
      case Aggregate aggregate -> new AggregateConverter(this).convert(aggregate, correlations);
      case Sort sort -> SortConverter.convert(sort, convert(sort.getInput(), correlations));
      case Union union -> new SetConverter(this).union(union, correlations);
      case Intersect intersect -> new SetConverter(this).intersect(intersect, correlations);
      case Minus minus -> new SetConverter(this).except(minus, correlations);
      case Uncollect uncollect -> new UnnestConverter(this).convert(uncollect, correlations);
      default ->
          throw new ThalwegException(
              ErrorCode.FEATURE_NOT_SUPPORTED, rel.getRelTypeName() + " is not supported");
    };
  }

  private Converted scan(TableScan scan) {
    List<String> name = scan.getTable().getQualifiedName();
    return switch (relations.get(name.getLast())) {
      case Relation.OfTable table -> scan(table);
      case Relation.OfRows rows -> {
        List<Column> columns = columns(rows.schema());
        List<List<Expression>> cells = new ArrayList<>();
        rows.rows().forEach(row -> cells.add(List.copyOf(row)));
        yield Converted.of(new LogicalValues(columns, cells), columns);
      }
    };
  }

  private Converted scan(Relation.OfTable relation) {
    List<Column> columns = columns(relation.schema());
    List<LogicalScan.ScanColumn> all = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      all.add(new LogicalScan.ScanColumn(columns.get(i), i));
    }
    return Converted.of(
        new LogicalScan(relation.table(), all, List.of(), OptionalLong.empty()), columns);
  }

  private List<Column> columns(Schema schema) {
    List<Column> columns = new ArrayList<>();
    for (Field field : schema.fields()) {
      columns.add(ids.column(field.name(), field.type(), field.nullable()));
    }
    return columns;
  }

  private Converted values(Values values) {
    List<Column> columns = new ArrayList<>();
    values
        .getRowType()
        .getFieldList()
        .forEach(
            field -> {
              var type = CalciteLiterals.type(field.getType());
              columns.add(
                  ids.column(
                      field.getName(), type == SimpleType.NULL ? SimpleType.VARCHAR : type, true));
            });
    List<List<Expression>> rows = new ArrayList<>();
    for (List<RexLiteral> tuple : values.getTuples()) {
      List<Expression> row = new ArrayList<>();
      for (int i = 0; i < tuple.size(); i++) {
        row.add(typing.coerce(CalciteLiterals.of(tuple.get(i)), columns.get(i).type()));
      }
      rows.add(row);
    }
    return Converted.of(new LogicalValues(columns, rows), columns);
  }

  private Converted correlate(Correlate correlate, Correlations correlations) {
    Converted left = convert(correlate.getLeft(), correlations);
    CorrelationId id = correlate.getCorrelationId();
    Converted right =
        convert(correlate.getRight(), correlations.with(id.getName(), left.columns()));
    LogicalJoin join =
        new LogicalJoin(left.node(), right.node(), type(correlate.getJoinType()), List.of());
    return Converted.of(join, JoinConverter.columns(join, left, right));
  }

  static io.thalweg.core.plan.JoinType type(JoinRelType type) {
    return switch (type) {
      case INNER -> io.thalweg.core.plan.JoinType.INNER;
      case LEFT -> io.thalweg.core.plan.JoinType.LEFT;
      case RIGHT -> io.thalweg.core.plan.JoinType.RIGHT;
      case FULL -> io.thalweg.core.plan.JoinType.FULL;
      case SEMI -> io.thalweg.core.plan.JoinType.SEMI;
      case ANTI -> io.thalweg.core.plan.JoinType.ANTI;
      default ->
          throw new ThalwegException(
              ErrorCode.FEATURE_NOT_SUPPORTED, type + " joins are not supported");
    };
  }

  /// A constant column.
  io.thalweg.planner.logical.Assignment constant(String name, Literal literal) {
    return new io.thalweg.planner.logical.Assignment(
        ids.column(name, literal.type(), literal.isNull()), literal);
  }
}
