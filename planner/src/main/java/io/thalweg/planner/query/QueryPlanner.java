package io.thalweg.planner.query;

import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.PlannerSession;
import io.thalweg.planner.convert.LogicalQuery;
import io.thalweg.planner.convert.Parameters;
import io.thalweg.planner.convert.RelConverter;
import io.thalweg.planner.logical.ColumnIds;
import io.thalweg.planner.physical.Lowering;
import io.thalweg.planner.rewrite.Rewrites;
import io.thalweg.planner.validate.BoundQuery;
import io.thalweg.planner.validate.CalciteConversion;
import io.thalweg.planner.validate.QueryRewriter;
import io.thalweg.planner.validate.StatementScope;
import org.apache.calcite.sql.SqlNode;

/// Plans one statement. Used once, by one thread.
public final class QueryPlanner {
  private final PlannerSession session;
  private final StatementScope scope;
  private final ColumnIds ids = new ColumnIds();

  public QueryPlanner(PlannerSession session) {
    this.session = session;
    this.scope = new StatementScope(session);
  }

  public PlannedStatement query(SqlNode query) {
    SqlNode rewritten = new QueryRewriter(scope).rewrite(query);
    BoundQuery bound = CalciteConversion.convert(rewritten, scope);
    Parameters parameters = new Parameters(scope.parameters());
    LogicalQuery logical =
        new RelConverter(scope.relations(), ids, parameters).convert(bound);
    return new PlannedStatement(
        PlannedStatement.Kind.QUERY, physical(logical, parameters), parameters.types());
  }

  private PhysicalPlan physical(LogicalQuery logical, Parameters parameters) {
    LogicalQuery rewritten = Rewrites.apply(logical, ids, session.options());
    return new Lowering(session.options(), ids)
        .plan(rewritten.node(), rewritten.columns(), parameters.types());
  }
}
