package io.thalweg.server.engine.relation;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.command.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The relations of one engine, by name and by id. Thread-safe. Names ignore case.
public final class Relations {
  private final Map<String, Relation> byName = new HashMap<>();
  private final Map<String, Relation> byId = new HashMap<>();
  private final AtomicLong version = new AtomicLong();

  private static String key(SchemaPath schema, String name) {
    return (schema.catalog() + "\n" + schema.schema() + "\n" + name).toLowerCase(Locale.ROOT);
  }

  private static String key(QualifiedName name) {
    return key(name.schema(), name.name());
  }

  public synchronized Optional<Relation> find(SchemaPath schema, String name) {
    return Optional.ofNullable(byName.get(key(schema, name)));
  }

  public Optional<Relation> find(QualifiedName name) {
    return find(name.schema(), name.name());
  }

  public synchronized Optional<Relation> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public synchronized List<Relation> all() {
    return new ArrayList<>(byName.values());
  }

  /// @throws ThalwegException DUPLICATE_NAME when the name is taken
  public synchronized void add(Relation relation) {
    if (byName.putIfAbsent(key(relation.name()), relation) != null) {
      throw new ThalwegException(
          ErrorCode.DUPLICATE_NAME,
          "there is a table or materialized view " + relation.name() + " already; drop it first");
    }
    byId.put(relation.id(), relation);
    changed();
  }

  /// Puts a relation in the place of another one of its name.
  public synchronized void replace(Relation old, Relation by) {
    byId.remove(old.id());
    byName.put(key(by.name()), by);
    byId.put(by.id(), by);
    changed();
  }

  /// Makes a relation known by its id alone, for plans of the engine itself.
  public synchronized void addUnnamed(Relation relation) {
    byId.put(relation.id(), relation);
  }

  public synchronized void removeUnnamed(Relation relation) {
    byId.remove(relation.id(), relation);
  }

  /// Forgets the relation, if it is still the one with its name.
  public synchronized void remove(Relation relation) {
    if (byName.remove(key(relation.name()), relation)) {
      byId.remove(relation.id());
      changed();
    }
  }

  /// Grows whenever a name or a version changes.
  public long version() {
    return version.get();
  }

  /// A relation has a new version.
  public void changed() {
    version.incrementAndGet();
  }
}
