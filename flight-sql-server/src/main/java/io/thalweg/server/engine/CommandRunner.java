package io.thalweg.server.engine;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.runtime.OperatorMetrics;
import io.thalweg.planner.NodeMetrics;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.command.Command;
import io.thalweg.server.engine.result.EpochRows;
import io.thalweg.server.engine.result.FixedRows;
import io.thalweg.server.engine.result.QueryStream;
import io.thalweg.server.engine.result.StatementResult;
import io.thalweg.server.engine.show.Descriptions;
import io.thalweg.server.engine.show.JobRows;
import io.thalweg.server.engine.show.ShowCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Carries out one statement of a session.
final class CommandRunner {
  static final Schema EXPLAIN_SCHEMA = FixedRows.texts("plan");

  private final Session session;
  private final String sql;
  private final Duration timeout;

  /// @param timeout besides the session's; zero for none
  CommandRunner(Session session, String sql, Duration timeout) {
    this.session = session;
    this.sql = sql;
    this.timeout = timeout;
  }

  OwnWrites ownWrites() {
    return session.ownWrites();
  }

  private QueryStream start(PlannedStatement statement, List<Literal> parameters) {
    return session.start(statement, parameters, sql, timeout);
  }

  /// The columns of the rows a command yields; null when it yields a count.
  static @Nullable Schema resultSchema(Session session, Command command) {
    return switch (command) {
      case Command.Run(PlannedStatement statement) ->
          switch (statement.kind()) {
            case QUERY -> statement.schema();
            case STREAM -> EpochRows.schema(statement);
            case UPDATE, JOB -> null;
          };
      case Command.Explain _ -> EXPLAIN_SCHEMA;
      case Command.Show show -> ShowCommands.schema(show);
      case Command.Describe _ -> Descriptions.DESCRIBE_SCHEMA;
      case Command.Summarize _ -> Descriptions.SUMMARIZE_SCHEMA;
      case Command.Streaming streaming ->
          streaming instanceof Command.Streaming.DescribeJob ? JobRows.DESCRIBE : null;
      case Command.CreateTable _,
          Command.CreateStreamTable _,
          Command.CreateView _,
          Command.CreateSchema _,
          Command.DropTable _,
          Command.DropView _,
          Command.DropSchema _,
          Command.Truncate _,
          Command.Copy _,
          Command.SetOption _,
          Command.ResetOption _,
          Command.Use _,
          Command.Nothing _ ->
          null;
    };
  }

  StatementResult run(Command command, List<Literal> parameters) {
    return switch (command) {
      case Command.Run(PlannedStatement statement) -> runPlan(statement, parameters);
      case Command.Explain explain -> explain(explain);
      case Command.Show show -> new StatementResult.Rows(new ShowCommands(session).rows(show));
      case Command.Describe(Schema schema) ->
          new StatementResult.Rows(Descriptions.describe(schema));
      case Command.Summarize summarize ->
          new StatementResult.Rows(Descriptions.summarize(session, summarize));
      case Command.Copy copy -> update(CopyPlans.plan(copy), List.of());
      case Command.CreateTable create -> definitions().create(create);
      case Command.CreateStreamTable create -> definitions().createStream(create);
      case Command.Streaming streaming -> new JobCommands(session, sql).run(streaming);
      case Command.DropTable drop -> definitions().drop(drop);
      case Command.Truncate truncate -> definitions().truncate(truncate);
      case Command.CreateView create -> {
        session.engine().views().create(create.name(), create.mode(), create.definition());
        yield done();
      }
      case Command.DropView drop -> dropView(drop);
      case Command.CreateSchema create -> createSchema(create);
      case Command.DropSchema drop -> dropSchema(drop);
      case Command.SetOption(String name, String value) -> {
        session.settings().set(name, value);
        yield done();
      }
      case Command.ResetOption(Optional<String> name) -> {
        name.ifPresentOrElse(session.settings()::reset, session.settings()::resetAll);
        yield done();
      }
      case Command.Use(List<String> parts) -> use(parts);
      case Command.Nothing _ -> done();
    };
  }

  static StatementResult done() {
    return new StatementResult.Updated(0);
  }

  private StatementResult runPlan(PlannedStatement statement, List<Literal> parameters) {
    return switch (statement.kind()) {
      case QUERY, STREAM -> new StatementResult.Rows(start(statement, parameters));
      case UPDATE -> {
        StatementResult changed = update(statement, parameters);
        session.ownWrites().wrote(statement);
        yield changed;
      }
      case JOB ->
          throw new ThalwegException(
              ErrorCode.INVALID_STATEMENT,
              "a continuous INSERT needs a name to stop it by; write CREATE JOB name AS INSERT …");
    };
  }

  private TableDefinitions definitions() {
    return new TableDefinitions(this, session.engine());
  }

  /// Runs a plan whose result is the number of rows changed.
  StatementResult update(PlannedStatement statement, List<Literal> parameters) {
    long changed = 0;
    try (QueryStream stream = start(statement, parameters)) {
      for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int i = 0; i < batch.rowCount(); i++) {
          Object count = ColumnValues.get(SimpleType.BIGINT, batch.column(0), batch.row(i));
          changed += count == null ? 0 : (Long) count;
        }
      }
    }
    return new StatementResult.Updated(changed);
  }

  private StatementResult explain(Command.Explain explain) {
    Optional<NodeMetrics> metrics = Optional.empty();
    if (explain.analyze()) {
      if (explain.statement().plan().stream().isPresent()) {
        throw new ThalwegException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "EXPLAIN ANALYZE runs a query to its end, which a continuous one does not have; leave"
                + " ANALYZE or STREAM out");
      }
      try (QueryStream stream = start(explain.statement(), List.of())) {
        while (stream.next() != null) {
          // The rows are not wanted, only what it took to make them.
        }
        metrics = Optional.of(metrics(stream.query().metrics()));
      }
    }
    String text =
        session.engine().planner().explain(explain.statement(), explain.format(), metrics);
    List<List<String>> lines = text.lines().map(List::of).toList();
    return new StatementResult.Rows(FixedRows.of(EXPLAIN_SCHEMA, lines));
  }

  private static NodeMetrics metrics(Map<Integer, OperatorMetrics> byNode) {
    return id ->
        Optional.ofNullable(byNode.get(id))
            .map(
                m ->
                    new NodeMetrics.Figures(
                        m.rows(),
                        Duration.ofNanos(m.busyNanos()),
                        m.peakBytes(),
                        m.spilledBytes()));
  }

  private StatementResult dropView(Command.DropView drop) {
    if (!session.engine().views().drop(drop.name()) && !drop.ifExists()) {
      throw new ThalwegException(
          ErrorCode.UNKNOWN_TABLE,
          "there is no view " + drop.name() + "; DROP VIEW IF EXISTS does not mind");
    }
    return done();
  }

  private StatementResult createSchema(Command.CreateSchema create) {
    SchemaPath path = create.schema();
    Catalog catalog = session.engine().catalogs().require(path.catalog());
    if (catalog.schemas().stream().noneMatch(path.schema()::equalsIgnoreCase)) {
      catalog.createSchema(path.schema());
    } else if (create.mode() == Command.Mode.FAIL_IF_EXISTS) {
      throw new ThalwegException(
          ErrorCode.DUPLICATE_NAME,
          "there is a schema " + path + " already; CREATE SCHEMA IF NOT EXISTS does not mind");
    }
    return done();
  }

  private StatementResult dropSchema(Command.DropSchema drop) {
    SchemaPath path = drop.schema();
    Catalog catalog = session.engine().catalogs().require(path.catalog());
    if (catalog.schemas().stream().anyMatch(path.schema()::equalsIgnoreCase)) {
      List<String> tables = catalog.tables(path.schema());
      if (!tables.isEmpty() && !drop.cascade()) {
        throw new ThalwegException(
            ErrorCode.INVALID_STATEMENT,
            "schema " + path + " is not empty: " + tables + "; DROP SCHEMA … CASCADE drops them");
      }
      tables.forEach(table -> catalog.dropTable(path.schema(), table));
      catalog.dropSchema(path.schema());
    } else if (!drop.ifExists()) {
      throw new ThalwegException(ErrorCode.UNKNOWN_SCHEMA, "there is no schema " + path);
    }
    return done();
  }

  private StatementResult use(List<String> parts) {
    if (parts.size() == 2) {
      session.use(parts.getFirst(), parts.getLast());
      return done();
    }
    String name = parts.getFirst();
    Catalog current = session.engine().catalogs().require(session.current().catalog());
    if (current.schemas().stream().anyMatch(name::equalsIgnoreCase)) {
      session.use(null, name);
    } else {
      session.use(name, null);
    }
    return done();
  }
}
