package io.thalweg.server.engine.show;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.function.FunctionSignature;
import io.thalweg.core.type.Schema;
import io.thalweg.planner.SchemaPath;
import io.thalweg.server.engine.Engine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lists what an engine has: schemas, tables, columns, functions. Thread-safe; each call looks
/// anew.
public final class Inventory {
  private final Engine engine;

  public Inventory(Engine engine) {
    this.engine = engine;
  }

  /// @param view whether it is a stored query
  /// @param type as SQL says it
  /// @param details what to show beside the name, for tables of connectors and materialized views
  public record Relation(
      SchemaPath schema, String name, boolean view, String type, String details) {}

  public List<SchemaPath> schemas() {
    List<SchemaPath> schemas = new ArrayList<>();
    for (Catalog catalog : engine.catalogs().all()) {
      catalog.schemas().forEach(name -> schemas.add(new SchemaPath(catalog.name(), name)));
    }
    return schemas;
  }

  /// Tables and views of one schema, by name.
  public List<Relation> relations(SchemaPath schema) {
    Stream<Relation> tables =
        engine.catalogs().find(schema.catalog()).stream()
            .flatMap(catalog -> catalog.tables(schema.schema()).stream())
            .map(name -> table(schema, name));
    Stream<Relation> views =
        engine.views().names(schema).stream()
            .map(name -> new Relation(schema, name, true, "VIEW", ""));
    return Stream.concat(tables, views).sorted(Comparator.comparing(Relation::name)).toList();
  }

  private Relation table(SchemaPath schema, String name) {
    return engine
        .relations()
        .find(schema, name)
        .map(kept -> new Relation(schema, name, false, kept.kind().sql(), text(kept.properties())))
        .orElse(new Relation(schema, name, false, "TABLE", ""));
  }

  private static String text(Map<String, String> properties) {
    return properties.entrySet().stream()
        .map(property -> property.getKey() + " = '" + property.getValue() + "'")
        .collect(Collectors.joining(", "));
  }

  public List<Relation> relations() {
    return schemas().stream().flatMap(schema -> relations(schema).stream()).toList();
  }

  /// The columns of a table or view; empty when it cannot be read any more, as a view whose table
  /// is gone.
  public Optional<Schema> columns(Relation relation) {
    try {
      if (relation.view()) {
        return Optional.of(engine.viewColumns(relation.schema(), relation.name()));
      }
      return engine
          .catalogs()
          .require(relation.schema().catalog())
          .table(relation.schema().schema(), relation.name())
          .map(Table::schema);
    } catch (ThalwegException e) {
      return Optional.empty();
    }
  }

  /// All functions, those of FROM included, by name.
  public List<FunctionSignature> functions() {
    return Stream.concat(
            FunctionCatalog.signatures().stream(), engine.tableFunctions().signatures().stream())
        .sorted(Comparator.comparing(FunctionSignature::name))
        .toList();
  }
}
