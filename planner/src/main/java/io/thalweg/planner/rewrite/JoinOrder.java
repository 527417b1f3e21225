package io.thalweg.planner.rewrite;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.JoinType;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalProject;
import io.thalweg.planner.statistics.Estimates;
import java.util.ArrayList;
import java.util.List;

/// Finds the regions of inner joins and orders each. Used by one thread.
final class JoinOrder {
  private final Estimates estimates;

  JoinOrder(Estimates estimates) {
    this.estimates = estimates;
  }

  LogicalNode apply(LogicalNode node) {
    if (node instanceof LogicalJoin join && isFree(join)) {
      List<LogicalNode> relations = new ArrayList<>();
      List<Expression> conditions = new ArrayList<>();
      flatten(join, relations, conditions);
      return new JoinGraph(estimates, relations, conditions).order();
    }
    List<LogicalNode> inputs = node.inputs();
    return inputs.isEmpty() ? node : node.withInputs(inputs.stream().map(this::apply).toList());
  }

  private static boolean isFree(LogicalJoin join) {
    return join.type() == JoinType.INNER && !join.isTemporal();
  }

  private void flatten(LogicalNode node, List<LogicalNode> relations, List<Expression> conditions) {
    if (node instanceof LogicalJoin join && isFree(join)) {
      flatten(join.left(), relations, conditions);
      flatten(join.right(), relations, conditions);
      conditions.addAll(join.on());
    } else if (node instanceof LogicalProject project
        && project.assignments().stream().allMatch(Assignment::isPass)) {
      flatten(project.input(), relations, conditions);
    } else {
      relations.add(apply(node));
    }
  }
}
