package io.thalweg.server.engine;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableFunction;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.FunctionSignature;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.PlannerOptions;
import io.thalweg.planner.PlannerSession;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.ViewDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What one statement's planning sees of its session: one instant, one search path. Remembers what
/// planning has asked for, so that the plan can be cached. Used by the thread that plans.
final class SessionPlanning implements PlannerSession {
  private final Engine engine;
  private final Settings settings;
  private final SchemaPath current;
  private final String user;
  private final Instant now;
  private final boolean settled;
  private final Map<Integer, Long> counts;
  private final List<PlanCache.Read> reads = new ArrayList<>();
  private boolean clockRead;

  /// @param settled whether the settings already hold what WITH says
  /// @param counts the values of `?` in LIMIT and OFFSET, by parameter
  SessionPlanning(
      Engine engine,
      Settings settings,
      SchemaPath current,
      String user,
      boolean settled,
      Map<Integer, Long> counts) {
    this.engine = engine;
    this.settled = settled;
    this.counts = counts;
    this.settings = settings;
    this.current = current;
    this.user = user;
    this.now = engine.now();
  }

  @Override
  public Optional<Catalog> catalog(String name) {
    return engine.catalogs().find(name);
  }

  @Override
  public List<String> catalogNames() {
    return engine.catalogs().names();
  }

  @Override
  public List<SchemaPath> searchPath() {
    return List.of(current);
  }

  @Override
  public Optional<ViewDefinition> view(SchemaPath schema, String name) {
    return engine.views().find(schema, name);
  }

  @Override
  public List<String> viewNames(SchemaPath schema) {
    return engine.views().names(schema);
  }

  @Override
  public Optional<TableFunction> tableFunction(String name) {
    return engine.tableFunctions().find(name).map(this::recorded);
  }

  private TableFunction recorded(TableFunction function) {
    return new TableFunction() {
      @Override
      public FunctionSignature signature() {
        return function.signature();
      }

      @Override
      public Table apply(List<Literal> arguments, Map<String, Literal> options) {
        Table table = function.apply(arguments, options);
        reads.add(PlanCache.Read.of(function, arguments, options, table));
        return table;
      }
    };
  }

  @Override
  public List<String> tableFunctionNames() {
    return engine.tableFunctions().names();
  }

  @Override
  public Table fileTable(String path) {
    TableFunction reader = recorded(engine.tableFunctions().reader());
    return reader.apply(List.of(new Literal(SimpleType.VARCHAR, path)), Map.of());
  }

  @Override
  public Instant now() {
    clockRead = true;
    return now;
  }

  @Override
  public ZoneId timeZone() {
    return settings.timeZone();
  }

  @Override
  public String user() {
    return user;
  }

  @Override
  public OptionalLong count(int parameter) {
    Long count = counts.get(parameter);
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }

  /// The values of `?` in LIMIT and OFFSET, by parameter.
  Map<Integer, Long> counts() {
    return counts;
  }

  @Override
  public PlannerOptions options() {
    return options(settings);
  }

  @Override
  public PlannerOptions options(Map<String, String> with) {
    return options(settled ? settings : settings.with(with));
  }

  /// Whether what was planned is right at this instant only.
  boolean isClockRead() {
    return clockRead;
  }

  /// The tables that functions in FROM made.
  List<PlanCache.Read> reads() {
    return reads;
  }

  /// Notes a table that was made when something like this statement was planned.
  void read(PlanCache.Read table) {
    reads.add(table);
  }

  private static PlannerOptions options(Settings settings) {
    Duration ttl = settings.stateTtl();
    return new PlannerOptions(
        settings.parallelism(),
        settings.optimizer(),
        settings.plannerTimeout(),
        settings.allowUnboundedState(),
        ttl.isZero() ? Optional.empty() : Optional.of(ttl));
  }
}
