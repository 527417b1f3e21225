package io.thalweg.server.engine.catalog;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.ViewDefinition;
import io.thalweg.planner.command.Command.Mode;
import io.thalweg.planner.command.QualifiedName;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The views of the process. Thread-safe.
public final class Views {
  private final Map<SchemaPath, Map<String, Entry>> bySchema = new HashMap<>();
  private long version;

  private record Entry(String name, ViewDefinition definition) {}

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static SchemaPath key(SchemaPath path) {
    return new SchemaPath(key(path.catalog()), key(path.schema()));
  }

  public synchronized Optional<ViewDefinition> find(SchemaPath schema, String name) {
    return Optional.ofNullable(bySchema.getOrDefault(key(schema), Map.of()).get(key(name)))
        .map(Entry::definition);
  }

  public synchronized List<String> names(SchemaPath schema) {
    return bySchema.getOrDefault(key(schema), Map.of()).values().stream()
        .map(Entry::name)
        .sorted()
        .toList();
  }

  /// Grows with every change; part of the plan cache's key.
  public synchronized long version() {
    return version;
  }

  /// @throws ThalwegException DUPLICATE_NAME when there is a view of that name and `mode` minds
  public synchronized void create(QualifiedName name, Mode mode, ViewDefinition definition) {
    Map<String, Entry> views =
        bySchema.computeIfAbsent(key(name.schema()), schema -> new HashMap<>());
    if (views.containsKey(key(name.name())) && mode != Mode.OR_REPLACE) {
      if (mode == Mode.FAIL_IF_EXISTS) {
        throw new ThalwegException(
            ErrorCode.DUPLICATE_NAME,
            "there is a view " + name + " already; use CREATE OR REPLACE VIEW");
      }
      return;
    }
    views.put(key(name.name()), new Entry(name.name(), definition));
    version++;
  }

  /// @return whether there was one
  public synchronized boolean drop(QualifiedName name) {
    Map<String, Entry> views = bySchema.get(key(name.schema()));
    boolean dropped = views != null && views.remove(key(name.name())) != null;
    if (dropped) {
      version++;
    }
    return dropped;
  }
}
