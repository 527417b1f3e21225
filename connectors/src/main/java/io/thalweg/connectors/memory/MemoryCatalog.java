package io.thalweg.connectors.memory;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Schemas and tables by name. Thread-safe: names change under the catalog's lock, rows under the
/// lock of their table.
final class MemoryCatalog implements Catalog {
  static final String DEFAULT_SCHEMA = "main";

  private final String name;
  private final AtomicLong version = new AtomicLong();
  private final AtomicLong nextTableId = new AtomicLong();
  private final Map<String, Map<String, TableStore>> schemas = new TreeMap<>();
  private final List<TableStore> staged = new ArrayList<>();

  MemoryCatalog(String name) {
    this.name = name;
    schemas.put(DEFAULT_SCHEMA, new TreeMap<>());
  }

  @Override
  public String name() {
    return name;
  }

  /// Grows with every commit of rows too, because a handle names one version of the rows.
  @Override
  public long version() {
    return version.get();
  }

  void changed() {
    version.incrementAndGet();
  }

  @Override
  public synchronized List<String> schemas() {
    return List.copyOf(schemas.keySet());
  }

  @Override
  public synchronized List<String> tables(String schema) {
    Map<String, TableStore> tables = find(schemas, schema);
    return tables == null ? List.of() : List.copyOf(tables.keySet());
  }

  @Override
  public synchronized Optional<Table> table(String schema, String table) {
    Map<String, TableStore> tables = find(schemas, schema);
    TableStore store = tables == null ? null : find(tables, table);
    return store == null ? Optional.empty() : Optional.of(store.current());
  }

  @Override
  public Table table(TableHandle handle) {
    TableStore store;
    synchronized (this) {
      store = store(handle);
    }
    if (store == null) {
      throw unknownTable(handle.schema(), handle.table());
    }
    return store.version(handle);
  }

  private @Nullable TableStore store(TableHandle handle) {
    Map<String, TableStore> tables = schemas.get(handle.schema());
    TableStore store = tables == null ? null : tables.get(handle.table());
    return store != null && store.isNamedBy(handle) ? store : stagedStore(handle);
  }

  private @Nullable TableStore stagedStore(TableHandle handle) {
    return staged.stream().filter(store -> store.isNamedBy(handle)).findFirst().orElse(null);
  }

  @Override
  public synchronized Table createTable(
      String schema, String table, Schema columns, boolean replace) {
    Table created = stageTable(schema, table, columns);
    try {
      publishTable(created.handle(), replace);
    } catch (ThalwegException e) {
      discardTable(created.handle());
      throw e;
    }
    return created;
  }

  @Override
  public synchronized Table stageTable(String schema, String table, Schema columns) {
    schemaNamed(schema);
    checkColumns(table, columns);
    TableStore store =
        new TableStore(this, exactName(schema), table, nextTableId.incrementAndGet(), columns);
    staged.add(store);
    return store.current();
  }

  @Override
  public synchronized void publishTable(TableHandle handle, boolean replace) {
    TableStore store = stagedStore(handle);
    if (store == null) {
      throw unknownTable(handle.schema(), handle.table());
    }
    Map<String, TableStore> tables = schemaNamed(handle.schema());
    TableStore existing = find(tables, handle.table());
    if (existing != null && !replace) {
      throw new ThalwegException(
          ErrorCode.DUPLICATE_NAME,
          "table '"
              + handle.table()
              + "' exists; use CREATE OR REPLACE TABLE or CREATE TABLE IF NOT EXISTS");
    }
    if (existing != null) {
      tables.values().remove(existing);
      existing.drop();
    }
    staged.remove(store);
    tables.put(handle.table(), store);
    changed();
  }

  @Override
  public synchronized void discardTable(TableHandle handle) {
    TableStore store = stagedStore(handle);
    if (store != null) {
      staged.remove(store);
      store.drop();
    }
  }

  static void checkColumns(String table, Schema columns) {
    Set<String> names = new HashSet<>();
    for (Field field : columns.fields()) {
      if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
        throw new ThalwegException(
            ErrorCode.DUPLICATE_NAME,
            "table '" + table + "' would have two columns '" + field.name() + "'; rename one");
      }
    }
    if (names.contains(Table.ROW_ID)) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT,
          "table '" + table + "': the column name '" + Table.ROW_ID + "' is reserved; rename it");
    }
  }

  @Override
  public synchronized void dropTable(String schema, String table) {
    TableStore store = storeNamed(schema, table);
    schemaNamed(schema).values().remove(store);
    store.drop();
    changed();
  }

  @Override
  public void truncateTable(String schema, String table) {
    storeNamed(schema, table).commit(_ -> List.of());
  }

  private synchronized TableStore storeNamed(String schema, String table) {
    TableStore store = find(schemaNamed(schema), table);
    if (store == null) {
      throw unknownTable(schema, table);
    }
    return store;
  }

  @Override
  public synchronized void createSchema(String schema) {
    if (find(schemas, schema) != null) {
      throw new ThalwegException(
          ErrorCode.DUPLICATE_NAME, "schema '" + schema + "' exists; choose another name");
    }
    schemas.put(schema, new TreeMap<>());
    changed();
  }

  @Override
  public synchronized void dropSchema(String schema) {
    if (!schemaNamed(schema).isEmpty()) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT, "schema '" + schema + "' has tables; drop them first");
    }
    String exact = exactName(schema);
    if (exact.equals(DEFAULT_SCHEMA)) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT, "schema '" + exact + "' is the default and stays");
    }
    schemas.remove(exact);
    changed();
  }

  private Map<String, TableStore> schemaNamed(String schema) {
    Map<String, TableStore> tables = find(schemas, schema);
    if (tables == null) {
      throw new ThalwegException(
          ErrorCode.UNKNOWN_SCHEMA,
          "catalog '" + name + "' has no schema '" + schema + "'; it has " + schemas.keySet());
    }
    return tables;
  }

  private String exactName(String schema) {
    return schemas.containsKey(schema)
        ? schema
        : schemas.keySet().stream().filter(schema::equalsIgnoreCase).findFirst().orElse(schema);
  }

  private ThalwegException unknownTable(String schema, String table) {
    return new ThalwegException(
        ErrorCode.UNKNOWN_TABLE,
        "there is no table '" + table + "' in " + name + "." + schema + "; SHOW TABLES lists them");
  }

  /// The entry with this name: an exact match first, then one that ignores case.
  private static <T> @Nullable T find(Map<String, T> entries, String wanted) {
    T exact = entries.get(wanted);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, T> entry : entries.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(wanted)) {
        return entry.getValue();
      }
    }
    return null;
  }
}
