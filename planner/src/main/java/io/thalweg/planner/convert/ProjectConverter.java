package io.thalweg.planner.convert;

import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalProject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;

/// Projections, with the window functions and subqueries they hold.
final class ProjectConverter {
  private final RelConverter rels;

  ProjectConverter(RelConverter rels) {
    this.rels = rels;
  }

  Converted convert(Project project, Correlations correlations) {
    Converted input = rels.convert(project.getInput(), correlations);
    Host host = new Host(rels, input.node(), input.columns(), correlations);
    WindowConverter windows = new WindowConverter(rels, host);
    windows.addAll(project.getProjects());
    RexConverter expressions = host.expressions(windows::column);
    List<Column> columns = new ArrayList<>();
    Map<Integer, Assignment> assignments = new LinkedHashMap<>();
    BitSet untyped = new BitSet();
    for (int i = 0; i < project.getProjects().size(); i++) {
      RexNode node = project.getProjects().get(i);
      Typed typed = expressions.typed(node);
      Expression expression = rels.typing().settle(typed);
      untyped.set(i, typed.untyped() && expression instanceof Literal);
      Assignment assignment = assignment(host, expression, name(project, i));
      assignments.put(assignment.column().id(), assignment);
      columns.add(assignment.column());
    }
    LogicalProject node = new LogicalProject(host.node(), List.copyOf(assignments.values()));
    return new Converted(node, columns, untyped);
  }

  private static String name(Project project, int position) {
    return project.getRowType().getFieldList().get(position).getName();
  }

  private Assignment assignment(Host host, Expression expression, String name) {
    if (expression instanceof ColumnRef ref) {
      for (Column column : host.node().columns()) {
        if (column.id() == ref.index()) {
          return Assignment.pass(column);
        }
      }
    }
    return new Assignment(
        rels.ids().column(name, expression.type(), nullable(expression)), expression);
  }

  private static boolean nullable(Expression expression) {
    return !(expression instanceof Literal literal) || literal.isNull();
  }
}
