package io.thalweg.planner;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One schema, `main`.
final class FakeCatalog implements Catalog {
  private final Map<String, Table> tables = new LinkedHashMap<>();

  void add(FakeTable table) {
    tables.put(table.handle().table(), table);
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public long version() {
    return tables.size();
  }

  @Override
  public List<String> schemas() {
    return List.of("main");
  }

  @Override
  public List<String> tables(String schema) {
    return List.copyOf(tables.keySet());
  }

  @Override
  public Optional<Table> table(String schema, String name) {
    return schema.equalsIgnoreCase("main")
        ? tables.values().stream()
            .filter(table -> table.handle().table().equalsIgnoreCase(name))
            .findFirst()
        : Optional.empty();
  }

  @Override
  public Table table(TableHandle handle) {
    return table(handle.schema(), handle.table()).orElseThrow();
  }
}
