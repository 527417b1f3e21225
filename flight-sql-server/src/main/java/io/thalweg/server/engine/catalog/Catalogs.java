package io.thalweg.server.engine.catalog;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// The catalogs of the process, by name. Thread-safe.
public final class Catalogs implements AutoCloseable {
  private final Map<String, Catalog> byName = new ConcurrentSkipListMap<>();

  /// Makes a catalog known, for as long as the process lives.
  public void add(Catalog catalog) {
    byName.put(catalog.name(), catalog);
  }

  public Optional<Catalog> find(String name) {
    Catalog exact = byName.get(name);
    return exact != null
        ? Optional.of(exact)
        : byName.values().stream()
            .filter(catalog -> catalog.name().equalsIgnoreCase(name))
            .findFirst();
  }

  /// @throws ThalwegException UNKNOWN_CATALOG
  public Catalog require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.UNKNOWN_CATALOG,
                    "there is no catalog '" + name + "'; there are " + names()));
  }

  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  public List<Catalog> all() {
    return List.copyOf(byName.values());
  }

  /// The table version that a plan names.
  public Table resolve(TableHandle handle) {
    return require(handle.catalog()).table(handle);
  }

  @Override
  public void close() {
    byName.values().forEach(Catalog::close);
  }
}
