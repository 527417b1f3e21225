package io.thalweg.planner.query;

import io.thalweg.core.connector.Table;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.StreamPlan.Emit;
import io.thalweg.core.type.DataType;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.PlannerOptions;
import io.thalweg.planner.PlannerSession;
import io.thalweg.planner.convert.LogicalQuery;
import io.thalweg.planner.convert.Parameters;
import io.thalweg.planner.convert.RelConverter;
import io.thalweg.planner.logical.ColumnIds;
import io.thalweg.planner.physical.Lowering;
import io.thalweg.planner.physical.StreamLowering;
import io.thalweg.planner.rewrite.Rewrites;
import io.thalweg.planner.stream.LateRowTables;
import io.thalweg.planner.stream.StreamPlans;
import io.thalweg.planner.text.QueryText;
import io.thalweg.planner.validate.ChangeRewriter;
import io.thalweg.planner.validate.LiftedLiterals;
import io.thalweg.planner.validate.OutputNames;
import io.thalweg.planner.validate.QueryRewriter;
import io.thalweg.planner.validate.StatementScope;
import io.thalweg.planner.validate.calcite.BoundQuery;
import io.thalweg.planner.validate.calcite.CalciteConversion;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUpdate;

/// Plans one statement. Used once, by one thread.
public final class QueryPlanner {
  private final PlannerOptions options;
  private final StatementScope scope;
  private final ColumnIds ids = new ColumnIds();
  private LateRowTables lateRows = LateRowTables.NONE;

  /// @param options instead of the session's
  public QueryPlanner(PlannerSession session, PlannerOptions options) {
    this.options = options;
    this.scope = new StatementScope(session);
  }

  /// Continuous queries send late rows there.
  public QueryPlanner withLateRows(LateRowTables tables) {
    lateRows = tables;
    return this;
  }

  public PlannedStatement query(SqlNode query) {
    Parameters[] parameters = new Parameters[1];
    LogicalQuery logical = named(query, parameters);
    return planned(logical, parameters[0]);
  }

  /// What queries have in common that differ in nothing but constants.
  ///
  /// @param query parsed from `text`
  public QueryTemplate template(SqlNode query, QueryText text) {
    LiftedLiterals literals = new LiftedLiterals(text, query);
    scope.lift(literals);
    SqlNode rewritten = new QueryRewriter(scope).rewrite(query);
    LogicalQuery logical = named(query, rewritten, Parameters.ofLifted());
    return new QueryTemplate(logical, ids.next(), literals.used(), options);
  }

  /// The tree of a query whose columns have the query's names.
  ///
  /// @param parameters gets the query's parameters
  private LogicalQuery named(SqlNode query, Parameters[] parameters) {
    SqlNode rewritten = new QueryRewriter(scope).rewrite(query);
    parameters[0] = new Parameters(scope.parameters(), scope.counts());
    return named(query, rewritten, parameters[0]);
  }

  private LogicalQuery named(SqlNode query, SqlNode rewritten, Parameters parameters) {
    BoundQuery bound = CalciteConversion.convert(rewritten, scope.relations());
    BoundQuery named = new BoundQuery(bound.rel(), OutputNames.of(query, bound.names()));
    return new RelConverter(scope.relations(), ids, parameters).convert(named);
  }

  /// A query that never ends.
  public PlannedStatement continuous(SqlNode query, Emit emit) {
    Parameters[] parameters = new Parameters[1];
    LogicalQuery logical = named(query, parameters);
    return stream(PlannedStatement.Kind.STREAM, logical, parameters[0], emit, Optional.empty());
  }

  /// A query that never ends and writes to a table.
  public PlannedStatement job(SqlInsert insert, Emit emit) {
    ChangeRewriter.Change change = new ChangeRewriter(scope).insert(insert);
    Parameters parameters = new Parameters(scope.parameters(), scope.counts());
    LogicalQuery rows = InsertRows.of(change, logical(change.query(), parameters), ids);
    Table sink = change.target().table();
    return stream(PlannedStatement.Kind.JOB, rows, parameters, emit, Optional.of(sink));
  }

  private PlannedStatement stream(
      PlannedStatement.Kind kind,
      LogicalQuery logical,
      Parameters parameters,
      Emit emit,
      Optional<Table> sink) {
    LogicalQuery rewritten = Rewrites.applyContinuous(logical, ids, options);
    StreamPlans.Continuous plan =
        new StreamLowering(options, ids, emit).plan(rewritten, parameters.types(), sink, lateRows);
    return new PlannedStatement(
        kind, plan.plan(), parameters.types(), parameters.counts(), plan.notes());
  }

  public PlannedStatement insert(SqlInsert insert) {
    ChangeRewriter.Change change = new ChangeRewriter(scope).insert(insert);
    Parameters parameters = new Parameters(scope.parameters(), scope.counts());
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
    Parameters parameters = new Parameters(scope.parameters(), scope.counts());
    PlannedStatement rows = planned(logical(change.query(), parameters), parameters);
    return PlanSinks.change(change.target().table().handle(), rows);
  }

  private LogicalQuery logical(SqlNode rewritten, Parameters parameters) {
    BoundQuery bound = CalciteConversion.convert(rewritten, scope.relations());
    return new RelConverter(scope.relations(), ids, parameters).convert(bound);
  }

  private PlannedStatement planned(LogicalQuery logical, Parameters parameters) {
    return planned(logical, ids, options, parameters.types()).withCounts(parameters.counts());
  }

  static PlannedStatement planned(
      LogicalQuery logical, ColumnIds ids, PlannerOptions options, List<DataType> parameters) {
    EndlessTables.refuse(logical.node());
    LogicalQuery rewritten = Rewrites.apply(logical, ids, options);
    PhysicalPlan plan =
        new Lowering(options, ids).plan(rewritten.node(), rewritten.columns(), parameters);
    return new PlannedStatement(PlannedStatement.Kind.QUERY, plan, parameters);
  }
}
