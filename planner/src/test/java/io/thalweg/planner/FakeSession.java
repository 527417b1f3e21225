package io.thalweg.planner;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableFunction;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A session over a catalog `memory` with tables that have columns and statistics but no rows.
final class FakeSession implements PlannerSession {
  private static final SchemaPath MAIN = new SchemaPath("memory", "main");

  private final FakeCatalog catalog = new FakeCatalog();
  private String otherName = "";
  private final Map<String, ViewDefinition> views = new LinkedHashMap<>();
  private Instant now = Instant.parse("2024-02-29T13:14:15Z");
  private PlannerOptions options = new PlannerOptions(1, true, Duration.ofSeconds(10));

  FakeSession table(FakeTable table) {
    catalog.add(table);
    return this;
  }

  FakeSession view(String name, String sql) {
    views.put(name, new ViewDefinition(sql, List.of(), List.of(MAIN)));
    return this;
  }

  FakeSession parallelism(int tasks) {
    options = new PlannerOptions(tasks, true, Duration.ofSeconds(10));
    return this;
  }

  FakeSession now(Instant time) {
    now = time;
    return this;
  }

  /// The same tables under one more catalog's name.
  FakeSession alsoCalled(String catalogName) {
    otherName = catalogName;
    return this;
  }

  FakeSession options(PlannerOptions newOptions) {
    options = newOptions;
    return this;
  }

  @Override
  public Optional<Catalog> catalog(String name) {
    return name.equalsIgnoreCase("memory") || name.equalsIgnoreCase(otherName)
        ? Optional.of(catalog)
        : Optional.empty();
  }

  @Override
  public List<String> catalogNames() {
    return List.of("memory");
  }

  @Override
  public List<SchemaPath> searchPath() {
    return List.of(MAIN);
  }

  @Override
  public Optional<ViewDefinition> view(SchemaPath schema, String name) {
    return Optional.ofNullable(views.get(name));
  }

  @Override
  public List<String> viewNames(SchemaPath schema) {
    return List.copyOf(views.keySet());
  }

  @Override
  public Optional<TableFunction> tableFunction(String name) {
    return Optional.empty();
  }

  @Override
  public List<String> tableFunctionNames() {
    return List.of();
  }

  @Override
  public Table fileTable(String path) {
    throw new ThalwegException(ErrorCode.FILE_NOT_FOUND, "there is no file '" + path + "'");
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public ZoneId timeZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public String user() {
    return "tester";
  }

  @Override
  public PlannerOptions options() {
    return options;
  }
}
