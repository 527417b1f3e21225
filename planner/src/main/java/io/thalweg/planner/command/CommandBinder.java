package io.thalweg.planner.command;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.planner.ExplainFormat;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.Planner;
import io.thalweg.planner.PlannerSession;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.ViewDefinition;
import io.thalweg.planner.query.QueryTemplate;
import io.thalweg.planner.text.QueryText;
import io.thalweg.sql.parser.Option;
import io.thalweg.sql.parser.Statement;
import io.thalweg.sql.parser.StatementParser;
import io.thalweg.sql.parser.TableElements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/// From a statement's text to a [Command] with full names and plans in it. Thread-safe.
public final class CommandBinder {
  private final Planner planner;

  public CommandBinder(Planner planner) {
    this.planner = planner;
  }

  /// @param sql one statement
  /// @throws ThalwegException for whatever is wrong with the statement
  public Command bind(String sql, PlannerSession session) {
    return bind(StatementParser.parse(sql), sql, session);
  }

  /// What the statement has in common with others that differ in nothing but constants.
  ///
  /// @return empty when the statement is no bounded query
  /// @throws ThalwegException for whatever is wrong with the statement, and for queries that are
  ///   right but need to know their constants
  public Optional<QueryTemplate> template(String sql, QueryText text, PlannerSession session) {
    return StatementParser.parse(sql) instanceof Statement.Query query && !query.streaming()
        ? Optional.of(planner.template(query.query(), text, session))
        : Optional.empty();
  }

  private Command bind(Statement statement, String sql, PlannerSession session) {
    NameResolution names = new NameResolution(session);
    return switch (statement) {
      case Statement.Query _,
          Statement.Insert _,
          Statement.Update _,
          Statement.Delete _,
          Statement.Merge _ ->
          new Command.Run(planner.plan(statement, sql, session));
      case Statement.Explain explain ->
          new Command.Explain(
              explain.analyze(),
              ExplainFormat.valueOf(explain.format().name()),
              explained(explain.statement(), sql, session));
      case Statement.CreateTable create -> createTable(create, sql, session);
      case Statement.CreateView create -> createView(create, sql, session);
      case Statement.CreateSchema create ->
          new Command.CreateSchema(names.newSchema(create.name().names), mode(create.mode()));
      case Statement.Drop drop -> drop(drop, names);
      case Statement.Truncate(SqlIdentifier table) ->
          new Command.Truncate(names.object(table.names));
      case Statement.Copy copy ->
          new Command.Copy(
              planner.plan(query(copy.query()), sql, session),
              copy.path(),
              options(copy.options()));
      case Statement.Set set -> new Command.SetOption(key(set.name()), text(set.value()));
      case Statement.Reset(@Nullable SqlIdentifier name) ->
          new Command.ResetOption(Optional.ofNullable(name).map(CommandBinder::key));
      case Statement.Use(SqlIdentifier name) -> new Command.Use(name.names);
      case Statement.Show show -> show(show);
      case Statement.Describe(SqlNode query) ->
          new Command.Describe(planner.plan(query(query), sql, session).schema());
      case Statement.Summarize(SqlNode query) ->
          new Command.Summarize(summarized(sql), planner.plan(query(query), sql, session).schema());
      case Statement.CreateIndex _, Statement.Transaction _ -> new Command.Nothing();
      case Statement.Streaming streaming ->
          new StreamingBinder(planner, session).bind(streaming, sql);
    };
  }

  private static Statement query(SqlNode query) {
    return new Statement.Query(query, false, Statement.Emit.CHANGES);
  }

  static Command.Mode mode(Statement.CreateMode mode) {
    return Command.Mode.valueOf(mode.name());
  }

  private static String key(SqlIdentifier name) {
    return String.join(".", name.names).toLowerCase(Locale.ROOT);
  }

  private PlannedStatement explained(Statement statement, String sql, PlannerSession session) {
    return switch (new CommandBinder(planner.forExplain()).bind(statement, sql, session)) {
      case Command.Run(PlannedStatement plan) -> plan;
      case Command.CreateTable(var _, var _, var _, Optional<PlannedStatement> query)
          when query.isPresent() ->
          query.get();
      case Command.Copy(PlannedStatement query, var _, var _) -> query;
      case Command.Streaming.CreateMaterializedView create -> create.query();
      case Command.Streaming.CreateJob create -> create.job();
      default ->
          throw new ThalwegException(
              ErrorCode.INVALID_STATEMENT,
              "EXPLAIN takes a query, INSERT, UPDATE, DELETE, MERGE, COPY, CREATE TABLE … AS, CREATE"
                  + " MATERIALIZED VIEW or CREATE JOB");
    };
  }

  private Command createTable(Statement.CreateTable create, String sql, PlannerSession session) {
    QualifiedName name = new NameResolution(session).object(create.name().names);
    SqlNode query = create.query();
    if (!create.options().isEmpty() || create.elements().watermark() != null) {
      return new StreamingBinder(planner, session).table(name, create);
    }
    if (query == null) {
      Schema columns = planner.tableColumns(create.elements());
      return new Command.CreateTable(name, mode(create.mode()), columns, Optional.empty());
    }
    PlannedStatement plan = planner.plan(query(query), sql, session);
    Schema columns = renamed(plan.schema(), columnNames(create.elements()), name.toString());
    return new Command.CreateTable(name, mode(create.mode()), columns, Optional.of(plan));
  }

  private static List<String> columnNames(TableElements elements) {
    List<String> names = new ArrayList<>();
    for (TableElements.Column column : elements.columns()) {
      if (column.type() != null) {
        throw new ThalwegException(
            ErrorCode.INVALID_STATEMENT,
            "column "
                + column.name()
                + " has a type, but the query gives the types; leave it out or CAST in the query");
      }
      names.add(column.name().getSimple());
    }
    return names;
  }

  /// The schema with other names for its first columns.
  static Schema renamed(Schema schema, List<String> names, String table) {
    if (names.size() > schema.size()) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT,
          table + " names " + names.size() + " columns; its query has " + schema.size());
    }
    List<Field> fields = new ArrayList<>(schema.fields());
    for (int i = 0; i < names.size(); i++) {
      fields.set(i, fields.get(i).withName(names.get(i)));
    }
    return new Schema(fields);
  }

  private Command createView(Statement.CreateView create, String sql, PlannerSession session) {
    QualifiedName name = new NameResolution(session).object(create.name().names);
    String query = SqlExcerpt.from(sql, create.query());
    List<String> columns = create.columns().stream().map(SqlIdentifier::getSimple).toList();
    PlannedStatement plan = planner.plan(query(create.query()), sql, session);
    if (!plan.parameterTypes().isEmpty()) {
      throw new ThalwegException(
          ErrorCode.PARAMETER_MISMATCH,
          "view " + name + " cannot have parameters; write values in place of the ?");
    }
    renamed(plan.schema(), columns, name.toString());
    return new Command.CreateView(
        name, mode(create.mode()), new ViewDefinition(query, columns, session.searchPath()));
  }

  private static Command drop(Statement.Drop drop, NameResolution names) {
    List<String> name = drop.name().names;
    return switch (drop.kind()) {
      case TABLE -> new Command.DropTable(names.object(name), drop.ifExists());
      case VIEW -> new Command.DropView(names.object(name), drop.ifExists());
      case SCHEMA -> {
        SchemaPath schema = names.newSchema(name);
        yield new Command.DropSchema(schema, drop.ifExists(), drop.cascade());
      }
      case INDEX -> new Command.Nothing();
      case MATERIALIZED_VIEW ->
          new Command.Streaming.DropMaterializedView(names.object(name), drop.ifExists());
    };
  }

  private static Command show(Statement.Show show) {
    SqlIdentifier of = show.of();
    return new Command.Show(
        Command.Show.Kind.valueOf(show.kind().name()),
        of == null ? List.of() : of.names,
        Optional.ofNullable(show.like()));
  }

  static Map<String, String> options(List<Option> options) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Option option : options) {
      if (texts.put(option.key(), text(option.value())) != null) {
        throw new ThalwegException(
            ErrorCode.INVALID_STATEMENT, "option " + option.name() + " is given twice");
      }
    }
    return texts;
  }

  /// A literal's value as a setting's or option's text.
  private static String text(SqlNode value) {
    if (value instanceof SqlLiteral literal) {
      Object content = literal.getValue();
      if (content instanceof NlsString string) {
        return string.getValue();
      }
      if (content != null) {
        return literal.toValue();
      }
    }
    if (value instanceof SqlIdentifier name) {
      return String.join(".", name.names);
    }
    if (value.getKind() == SqlKind.MINUS_PREFIX || value.getKind() == SqlKind.PLUS_PREFIX) {
      return value.toString().replace(" ", "");
    }
    throw new ThalwegException(
        ErrorCode.INVALID_ARGUMENT,
        value + " is no value for a setting; write a text in quotes or a number");
  }

  /// What stands behind the word SUMMARIZE, as something to stand in FROM.
  private static String summarized(String sql) {
    String text = sql.strip();
    text = text.substring(text.toUpperCase(Locale.ROOT).indexOf("SUMMARIZE") + 9).strip();
    text = text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
    String first = text.split("[\\s(]", 2)[0].toUpperCase(Locale.ROOT);
    return switch (first) {
      case "SELECT", "WITH", "VALUES", "FROM", "TABLE", "" -> "(" + text + ")";
      default -> text;
    };
  }
}
