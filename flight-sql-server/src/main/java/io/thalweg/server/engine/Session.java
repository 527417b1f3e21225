package io.thalweg.server.engine;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.exec.runtime.QueryOptions;
import io.thalweg.exec.runtime.RunningQuery;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.SchemaPath;
import io.thalweg.server.engine.result.EpochRows;
import io.thalweg.server.engine.result.QueryStream;
import io.thalweg.server.engine.result.RowStream;
import io.thalweg.server.engine.result.RunningQueries;
import io.thalweg.server.engine.result.StatementResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One client's place in the engine: current schema, settings, running queries. Thread-safe;
/// several statements may run at once.
public final class Session implements AutoCloseable {
  private final Engine engine;
  private final String id;
  private final String user;
  private final Settings settings;
  private final OwnWrites ownWrites;
  private final Set<RowStream> streams = ConcurrentHashMap.newKeySet();
  private volatile SchemaPath current =
      new SchemaPath(Engine.DEFAULT_CATALOG, Engine.DEFAULT_SCHEMA);
  private volatile boolean closed;

  Session(Engine engine, String id, String user) {
    this.engine = engine;
    this.id = id;
    this.user = user;
    this.settings = new Settings(engine.memory().limitBytes());
    this.ownWrites = new OwnWrites(engine.jobs());
  }

  public String id() {
    return id;
  }

  public String user() {
    return user;
  }

  public Settings settings() {
    return settings;
  }

  public Engine engine() {
    return engine;
  }

  /// The schema where unqualified names live.
  public SchemaPath current() {
    return current;
  }

  /// Moves to another catalog and schema; null keeps one. A new catalog without a schema means its
  /// first one.
  ///
  /// @throws ThalwegException UNKNOWN_CATALOG or UNKNOWN_SCHEMA
  public void use(@Nullable String catalogName, @Nullable String schemaName) {
    Catalog catalog =
        engine.catalogs().require(catalogName == null ? current.catalog() : catalogName);
    if (schemaName != null) {
      String schema =
          catalog.schemas().stream()
              .filter(schemaName::equalsIgnoreCase)
              .findFirst()
              .orElseThrow(
                  () ->
                      new ThalwegException(
                          ErrorCode.UNKNOWN_SCHEMA,
                          "catalog '"
                              + catalog.name()
                              + "' has no schema '"
                              + schemaName
                              + "'; it has "
                              + catalog.schemas()));
      current = new SchemaPath(catalog.name(), schema);
    } else if (catalogName != null) {
      List<String> schemas = catalog.schemas();
      current =
          new SchemaPath(
              catalog.name(), schemas.isEmpty() ? Engine.DEFAULT_SCHEMA : schemas.getFirst());
    }
  }

  OwnWrites ownWrites() {
    return ownWrites;
  }

  SessionPlanning planning() {
    return planning(Map.of());
  }

  /// @param counts the values of `?` in LIMIT and OFFSET, by parameter
  SessionPlanning planning(Map<Integer, Long> counts) {
    return new SessionPlanning(engine, settings, current, user, false, counts);
  }

  /// Plans `sql`; nothing runs yet.
  public PreparedStatement prepare(String sql) {
    requireOpen();
    return new PreparedStatement(this, sql);
  }

  public StatementResult execute(String sql) {
    return execute(sql, Duration.ZERO);
  }

  /// Plans and runs a statement without parameters.
  ///
  /// @param timeout besides the session's `query_timeout`; zero for none
  public StatementResult execute(String sql, Duration timeout) {
    return prepare(sql).executeFresh(timeout);
  }

  /// Starts a plan; its stream is registered until it is closed.
  QueryStream start(
      PlannedStatement statement, List<Literal> parameters, String sql, Duration timeout) {
    requireOpen();
    QueryOptions options = queryOptions();
    long queryId = engine.queries().nextId();
    boolean continuous = statement.kind() == PlannedStatement.Kind.STREAM;
    RunningQuery query =
        continuous
            ? engine
                .executor()
                .startStream(
                    statement.plan(),
                    parameters,
                    options,
                    settings.streaming("query " + queryId).withCheckpointInterval(Duration.ZERO))
            : engine.executor().start(statement.plan(), parameters, options);
    QueryStream[] self = new QueryStream[1];
    QueryStream stream =
        new QueryStream(
            query,
            continuous ? EpochRows.schema(statement) : statement.schema(),
            continuous ? epochRows(statement) : null,
            engine.clock(),
            shorter(settings.queryTimeout(), timeout),
            () -> {
              engine.queries().remove(queryId);
              streams.remove(self[0]);
            });
    self[0] = stream;
    streams.add(stream);
    engine.queries().add(new RunningQueries.Entry(queryId, id, sql, engine.now(), stream));
    if (closed) {
      stream.close();
      requireOpen();
    }
    return stream;
  }

  private EpochRows epochRows(PlannedStatement statement) {
    MemoryPool pool = engine.memory().child("the query", settings.memoryLimit());
    return new EpochRows(statement.appendOnly(), pool.reservation("SELECT STREAM"));
  }

  QueryOptions queryOptions() {
    return new QueryOptions(
        settings.memoryLimit(),
        settings.parallelism(),
        settings.batchRows(),
        settings.spill(),
        settings.columnCache());
  }

  /// The shorter of two limits, of which zero is none.
  private static Duration shorter(Duration one, Duration other) {
    if (one.isZero() || other.isZero()) {
      return one.isZero() ? other : one;
    }
    return one.compareTo(other) < 0 ? one : other;
  }

  /// The session's query that started last, of those that run.
  public Optional<RowStream> newestStream() {
    return engine.queries().all().reversed().stream()
        .filter(entry -> entry.session().equals(id))
        .map(RunningQueries.Entry::stream)
        .findFirst();
  }

  void requireOpen() {
    engine.requireRunning();
    if (closed) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT, "the session is closed; connect again");
    }
  }

  /// Takes the session off the engine's list: it goes on for those that hold it or something of it,
  /// and ends with the last of them.
  public void detach() {
    engine.sessionClosed(this);
  }

  /// Ends the session and its queries.
  @Override
  public void close() {
    closed = true;
    List.copyOf(streams).forEach(RowStream::close);
    engine.sessionClosed(this);
  }
}
