package io.thalweg.server.system;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.show.Inventory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The catalog `system`. Thread-safe.
public final class SystemCatalog implements Catalog {
  private static final String NAME = "system";

  private final Map<String, Map<String, SystemTable>> schemas = new TreeMap<>();

  public SystemCatalog(Engine engine) {
    Inventory inventory = new Inventory(engine);
    new MainTables(engine, inventory).addTo(this);
    new JdbcTables(inventory).addTo(this);
  }

  void add(
      String schema,
      String table,
      Schema columns,
      Supplier<List<? extends List<? extends @Nullable Object>>> rows) {
    TableHandle handle = new TableHandle(NAME, schema, table, Map.of());
    schemas
        .computeIfAbsent(schema, name -> new TreeMap<>())
        .put(table, new SystemTable(handle, columns, rows));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public long version() {
    return 0;
  }

  @Override
  public List<String> schemas() {
    return List.of(MainTables.SCHEMA, JdbcTables.SCHEMA);
  }

  @Override
  public List<String> tables(String schema) {
    return List.copyOf(find(schemas, schema).orElse(Map.of()).keySet());
  }

  @Override
  public Optional<Table> table(String schema, String name) {
    return find(schemas, schema).flatMap(tables -> find(tables, name)).map(Table.class::cast);
  }

  @Override
  public Table table(TableHandle handle) {
    return table(handle.schema(), handle.table())
        .orElseThrow(
            () -> new ThalwegException(ErrorCode.UNKNOWN_TABLE, "there is no table " + handle));
  }

  private static <T> Optional<T> find(Map<String, T> entries, String name) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
