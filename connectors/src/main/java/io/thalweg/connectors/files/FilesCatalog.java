package io.thalweg.connectors.files;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import java.util.List;
import java.util.Optional;

/// Finds the tables that reading functions made, by their handles. Thread-safe.
final class FilesCatalog implements Catalog {
  private final String name;
  private final FileReading reading;

  FilesCatalog(String name, FileReading reading) {
    this.name = name;
    this.reading = reading;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long version() {
    return 0;
  }

  @Override
  public List<String> schemas() {
    return List.of();
  }

  @Override
  public List<String> tables(String schema) {
    return List.of();
  }

  @Override
  public Optional<Table> table(String schema, String table) {
    return Optional.empty();
  }

  @Override
  public Table table(TableHandle handle) {
    return reading.find(handle);
  }
}
