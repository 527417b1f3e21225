package io.thalweg.planner;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.StreamPlan;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.planner.command.LateRowOption;
import io.thalweg.planner.explain.PlanPrinter;
import io.thalweg.planner.query.QueryPlanner;
import io.thalweg.planner.query.QueryTemplate;
import io.thalweg.planner.text.QueryText;
import io.thalweg.planner.validate.syntax.TypeNames;
import io.thalweg.sql.parser.Dialect;
import io.thalweg.sql.parser.Statement;
import io.thalweg.sql.parser.TableElements;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUpdate;

/// Plans queries and changes of tables. Thread-safe.
public final class Planner {
  // RelDataTypeSystem's constant extends RelDataTypeSystemImpl, which implements RelDataTypeSystem:
  // of two threads that begin with one of them each, both wait for the other for ever. Everything
  // that is planned comes by here first, where one thread initialises both.
  static {
    var _ = RelDataTypeSystem.DEFAULT;
  }

  private final boolean explains;

  public Planner() {
    this(false);
  }

  private Planner(boolean explains) {
    this.explains = explains;
  }

  /// A planner for EXPLAIN, which shows the plan of a query with unbounded state too: that is where
  /// to see what makes it so.
  public Planner forExplain() {
    return new Planner(true);
  }

  private PlannerOptions allowed(PlannerOptions options) {
    return explains ? options.allowingUnboundedState() : options;
  }

  /// The plan of a query, INSERT, UPDATE, DELETE or MERGE.
  ///
  /// @param sql the text that `statement` was parsed from
  /// @throws ThalwegException for whatever is wrong with the statement
  public PlannedStatement plan(Statement statement, String sql, PlannerSession session) {
    return guarded(() -> plan(statement, session));
  }

  /// What queries have in common that differ in nothing but constants.
  ///
  /// @param query parsed from `text`; bounded
  /// @throws ThalwegException also for queries that are right but need to know their constants
  public QueryTemplate template(SqlNode query, QueryText text, PlannerSession session) {
    return guarded(() -> new QueryPlanner(session, session.options()).template(query, text));
  }

  private static <T> T guarded(Supplier<T> planning) {
    try {
      return planning.get();
    } catch (StackOverflowError e) {
      throw new ThalwegException(
          ErrorCode.STATEMENT_TOO_COMPLEX,
          "the statement is nested too deeply; split it with CREATE TABLE … AS or CREATE VIEW",
          e);
    } catch (RuntimeException | AssertionError e) {
      throw ThalwegException.wrap(e);
    }
  }

  private PlannedStatement plan(Statement statement, PlannerSession session) {
    QueryPlanner planner = new QueryPlanner(session, session.options());
    return switch (statement) {
      case Statement.Query query ->
          query.streaming() ? continuous(query, session, Map.of()) : planner.query(query.query());
      case Statement.Insert(SqlInsert insert) -> {
        if (Dialect.isStreaming(insert.getSource())) {
          throw new ThalwegException(
              ErrorCode.INVALID_STATEMENT,
              "INSERT … SELECT STREAM never ends, so it runs as a job: CREATE JOB name AS INSERT …");
        }
        yield planner.insert(insert);
      }
      case Statement.Update(SqlUpdate update) -> planner.update(update);
      case Statement.Delete(SqlDelete delete) -> planner.delete(delete);
      case Statement.Merge(SqlMerge merge) -> planner.merge(merge);
      default ->
          throw new ThalwegException(
              ErrorCode.INVALID_STATEMENT,
              "this statement has no plan; plans are made for queries, INSERT, UPDATE, DELETE and"
                  + " MERGE");
    };
  }

  /// The continuous plan of a query, whether it says STREAM or not.
  ///
  /// @param options of WITH, keys in lower case; those that steer planning replace the session's
  public PlannedStatement continuous(
      Statement.Query query, PlannerSession session, Map<String, String> options) {
    return guarded(
        () ->
            new QueryPlanner(session, allowed(session.options(options)))
                .withLateRows(LateRowOption.read(options, session))
                .continuous(query.query(), emit(query.emit())));
  }

  private static StreamPlan.Emit emit(Statement.Emit emit) {
    return StreamPlan.Emit.valueOf(emit.name());
  }

  /// The continuous plan of a job.
  ///
  /// @param options of WITH, keys in lower case; those that steer planning replace the session's
  public PlannedStatement job(
      Statement.Streaming.CreateJob job, PlannerSession session, Map<String, String> options) {
    return guarded(
        () ->
            new QueryPlanner(session, allowed(session.options(options)))
                .withLateRows(LateRowOption.read(options, session))
                .job(job.insert().call(), emit(job.emit())));
  }

  /// The columns that CREATE TABLE declares.
  ///
  /// @throws ThalwegException UNKNOWN_TYPE, DUPLICATE_NAME
  public Schema tableColumns(TableElements elements) {
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (TableElements.Column column : elements.columns()) {
      String name = column.name().getSimple();
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw new ThalwegException(
            ErrorCode.DUPLICATE_NAME, "column " + name + " is declared twice");
      }
      SqlDataTypeSpec spec = column.type();
      if (spec == null) {
        throw new ThalwegException(
            ErrorCode.INVALID_STATEMENT, "column " + name + " needs a type, for example BIGINT");
      }
      if (column.defaultValue() != null) {
        throw new ThalwegException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "column "
                + name
                + " has a DEFAULT, which tables do not keep yet; leave it out and give the value in"
                + " INSERT");
      }
      DataType type = TypeNames.resolve(spec);
      boolean required = column.notNull() || isPrimary(elements, name);
      fields.add(new Field(name, type, !required));
    }
    return new Schema(fields);
  }

  private static boolean isPrimary(TableElements elements, String name) {
    return elements.constraints().stream()
        .filter(TableElements.Constraint::primary)
        .flatMap(constraint -> constraint.columns().stream())
        .anyMatch(column -> column.getSimple().equalsIgnoreCase(name));
  }

  /// The plan for people or tools.
  ///
  /// @param metrics what was measured, for EXPLAIN ANALYZE
  public String explain(
      PlannedStatement statement, ExplainFormat format, Optional<NodeMetrics> metrics) {
    return PlanPrinter.print(statement, format, metrics);
  }
}
