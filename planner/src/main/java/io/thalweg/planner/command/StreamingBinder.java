package io.thalweg.planner.command;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.Planner;
import io.thalweg.planner.PlannerSession;
import io.thalweg.planner.ViewDefinition;
import io.thalweg.planner.validate.syntax.WatermarkClause;
import io.thalweg.sql.parser.Statement;
import io.thalweg.sql.parser.TableElements;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;

/// Binds what makes, changes or drops streams and continuous queries. Used once.
final class StreamingBinder {
  private final Planner planner;
  private final PlannerSession session;

  StreamingBinder(Planner planner, PlannerSession session) {
    this.planner = planner;
    this.session = session;
  }

  /// A table with options or a watermark.
  Command table(QualifiedName name, Statement.CreateTable create) {
    if (create.query() != null) {
      throw new ThalwegException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "CREATE TABLE "
              + name
              + " AS takes no WITH and no WATERMARK; create the table first, then INSERT");
    }
    TableElements elements = create.elements();
    Schema columns = planner.tableColumns(elements);
    return new Command.CreateStreamTable(
        name,
        CommandBinder.mode(create.mode()),
        columns,
        keys(elements, columns),
        Optional.ofNullable(elements.watermark())
            .map(clause -> WatermarkClause.of(clause, columns)),
        CommandBinder.options(create.options()));
  }

  private static List<Set<Integer>> keys(TableElements elements, Schema columns) {
    List<Set<Integer>> keys = new ArrayList<>();
    for (TableElements.Constraint constraint : elements.constraints()) {
      Set<Integer> key = new HashSet<>();
      constraint.columns().forEach(column -> key.add(WatermarkClause.ordinal(columns, column)));
      keys.add(constraint.primary() ? 0 : keys.size(), key);
    }
    return keys;
  }

  Command bind(Statement.Streaming statement, String sql) {
    return switch (statement) {
      case Statement.Streaming.CreateMaterializedView create -> view(create, sql);
      case Statement.Streaming.CreateJob create -> job(create, sql);
      case Statement.Streaming.DropJob(SqlIdentifier name, boolean ifExists) ->
          new Command.Streaming.DropJob(name.getSimple(), ifExists);
      case Statement.Streaming.DescribeJob(SqlIdentifier name) ->
          new Command.Streaming.DescribeJob(name.getSimple());
      case Statement.Streaming.PauseJob(SqlIdentifier name) ->
          new Command.Streaming.PauseJob(name.getSimple());
      case Statement.Streaming.ResumeJob(SqlIdentifier name) ->
          new Command.Streaming.ResumeJob(name.getSimple());
      case Statement.Streaming.CheckpointJob(SqlIdentifier name) ->
          new Command.Streaming.CheckpointJob(name.getSimple());
      case Statement.Streaming.RestoreJob(SqlIdentifier name, long checkpoint) ->
          new Command.Streaming.RestoreJob(name.getSimple(), checkpoint);
      case Statement.Streaming.AlterJob alter ->
          new Command.Streaming.AlterJob(
              alter.name().getSimple(), CommandBinder.options(alter.options()));
    };
  }

  private Command view(Statement.Streaming.CreateMaterializedView create, String sql) {
    QualifiedName name = new NameResolution(session).object(create.name().names);
    Map<String, String> options = CommandBinder.options(create.options());
    List<String> names = create.columns().stream().map(SqlIdentifier::getSimple).toList();
    String text = SqlExcerpt.from(sql, create.query().query());
    PlannedStatement query = planner.continuous(create.query(), session, options);
    return new Command.Streaming.CreateMaterializedView(
        name,
        CommandBinder.mode(create.mode()),
        new ViewDefinition(text, names, session.searchPath()),
        CommandBinder.renamed(query.schema(), names, name.toString()),
        options,
        query);
  }

  private Command job(Statement.Streaming.CreateJob create, String sql) {
    Map<String, String> options = CommandBinder.options(create.options());
    String text = SqlExcerpt.from(sql, create.insert().call());
    PlannedStatement job = planner.job(create, session, options);
    return new Command.Streaming.CreateJob(
        create.name().getSimple(),
        CommandBinder.mode(create.mode()),
        new ViewDefinition(text, List.of(), session.searchPath()),
        options,
        job);
  }
}
