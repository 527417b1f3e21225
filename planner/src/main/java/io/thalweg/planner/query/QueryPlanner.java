package io.thalweg.planner.query;

import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.PlannerSession;
import io.thalweg.planner.command.PlanSinks;
import io.thalweg.planner.convert.LogicalQuery;
import io.thalweg.planner.convert.Parameters;
import io.thalweg.planner.convert.RelConverter;
import io.thalweg.planner.logical.ColumnIds;
import io.thalweg.planner.physical.Lowering;
import io.thalweg.planner.rewrite.Rewrites;
import io.thalweg.planner.validate.BoundQuery;
import io.thalweg.planner.validate.CalciteConversion;
import io.thalweg.planner.validate.ChangeRewriter;
import io.thalweg.planner.validate.OutputNames;
import io.thalweg.planner.validate.QueryRewriter;
import io.thalweg.planner.validate.StatementScope;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUpdate;

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
    Parameters parameters = new Parameters(scope.parameters());
    BoundQuery bound = CalciteConversion.convert(rewritten, scope);
    BoundQuery named = new BoundQuery(bound.rel(), OutputNames.of(query, bound.names()));
    LogicalQuery logical = new RelConverter(scope.relations(), ids, parameters).convert(named);
    return planned(logical, parameters);
  }

  public PlannedStatement insert(SqlInsert insert) {
    ChangeRewriter.Change change = new ChangeRewriter(scope).insert(insert);
    Parameters parameters = new Parameters(scope.parameters());
    LogicalQuery rows = InsertRows.of(change, logical(change.query(), parameters), ids);
    return PlanSinks.insertInto(change.target().table().handle(), planned(rows, parameters));
  }

  public PlannedStatement update(SqlUpdate update) {
    return change(new ChangeRewriter(scope).update(update));
  }

  public PlannedStatement delete(SqlDelete delete) {
    return change(new ChangeRewriter(scope).delete(delete));
  }

  public PlannedStatement merge(SqlMerge merge) {
    return change(new ChangeRewriter(scope).merge(merge));
  }

  private PlannedStatement change(ChangeRewriter.Change change) {
    Parameters parameters = new Parameters(scope.parameters());
    PlannedStatement rows = planned(logical(change.query(), parameters), parameters);
    return PlanSinks.change(change.target().table().handle(), rows);
  }

  private LogicalQuery logical(SqlNode rewritten, Parameters parameters) {
    BoundQuery bound = CalciteConversion.convert(rewritten, scope);
    return new RelConverter(scope.relations(), ids, parameters).convert(bound);
  }

  private PlannedStatement planned(LogicalQuery logical, Parameters parameters) {
    return new PlannedStatement(
        PlannedStatement.Kind.QUERY, physical(logical, parameters), parameters.types());
  }

  private PhysicalPlan physical(LogicalQuery logical, Parameters parameters) {
    LogicalQuery rewritten = Rewrites.apply(logical, ids, session.options());
    return new Lowering(session.options(), ids)
        .plan(rewritten.node(), rewritten.columns(), parameters.types());
  }
}
