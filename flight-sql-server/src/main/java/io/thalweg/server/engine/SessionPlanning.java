package io.thalweg.server.engine;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableFunction;
import io.thalweg.planner.PlannerOptions;
import io.thalweg.planner.PlannerSession;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.ViewDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one statement's planning sees of its session: one instant, one search path.
final class SessionPlanning implements PlannerSession {
  private final Engine engine;
  private final Settings settings;
  private final SchemaPath current;
  private final String user;
  private final Instant now;
  private final boolean settled;

  /// @param settled whether the settings already hold what WITH says
  SessionPlanning(
      Engine engine, Settings settings, SchemaPath current, String user, boolean settled) {
    this.engine = engine;
    this.settled = settled;
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
    return engine.tableFunctions().find(name);
  }

  @Override
  public List<String> tableFunctionNames() {
    return engine.tableFunctions().names();
  }

  @Override
  public Table fileTable(String path) {
    return engine.tableFunctions().fileTable(path);
  }

  @Override
  public Instant now() {
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
  public PlannerOptions options() {
    return options(settings);
  }

  @Override
  public PlannerOptions options(Map<String, String> with) {
    return options(settled ? settings : settings.with(with));
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
