package io.thalweg.server.engine.relation;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import io.thalweg.planner.SchemaPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A catalog with the engine's relations among its tables. Thread-safe.
public final class RelationCatalog implements Catalog {
  private final Catalog catalog;
  private final Relations relations;

  /// @param catalog owned from now on
  public RelationCatalog(Catalog catalog, Relations relations) {
    this.catalog = catalog;
    this.relations = relations;
  }

  @Override
  public String name() {
    return catalog.name();
  }

  @Override
  public long version() {
    return catalog.version() + relations.version();
  }

  @Override
  public List<String> schemas() {
    return catalog.schemas();
  }

  private Stream<Relation> relationsOf(String schema) {
    return relations.all().stream()
        .filter(relation -> relation.name().schema().catalog().equals(name()))
        .filter(relation -> relation.name().schema().schema().equalsIgnoreCase(schema));
  }

  @Override
  public List<String> tables(String schema) {
    return Stream.concat(
            catalog.tables(schema).stream(),
            relationsOf(schema).map(relation -> relation.name().name()))
        .sorted()
        .toList();
  }

  private Optional<Relation> relation(String schema, String table) {
    return relations.find(new SchemaPath(name(), schema), table);
  }

  @Override
  public Optional<Table> table(String schema, String table) {
    Optional<Relation> relation = relation(schema, table);
    return relation.isPresent() ? relation.map(Relation::current) : catalog.table(schema, table);
  }

  @Override
  public Table table(TableHandle handle) {
    String id = handle.properties().get(Relation.ID);
    if (id == null) {
      return catalog.table(handle);
    }
    return relations
        .byId(id)
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.UNKNOWN_TABLE, handle + " was dropped; SHOW TABLES lists the rest"))
        .version(handle);
  }

  private void requireFree(String schema, String table) {
    relation(schema, table)
        .ifPresent(
            taken -> {
              throw new ThalwegException(
                  ErrorCode.DUPLICATE_NAME,
                  taken.name() + " is a " + taken.kind().sql() + "; drop it first");
            });
  }

  @Override
  public Table createTable(String schema, String table, Schema columns, boolean replace) {
    requireFree(schema, table);
    return catalog.createTable(schema, table, columns, replace);
  }

  @Override
  public Table stageTable(String schema, String table, Schema columns) {
    return catalog.stageTable(schema, table, columns);
  }

  @Override
  public void publishTable(TableHandle staged, boolean replace) {
    requireFree(staged.schema(), staged.table());
    catalog.publishTable(staged, replace);
  }

  @Override
  public void discardTable(TableHandle staged) {
    catalog.discardTable(staged);
  }

  @Override
  public void dropTable(String schema, String table) {
    requireFree(schema, table);
    catalog.dropTable(schema, table);
  }

  @Override
  public void truncateTable(String schema, String table) {
    requireFree(schema, table);
    catalog.truncateTable(schema, table);
  }

  @Override
  public void createSchema(String schema) {
    catalog.createSchema(schema);
  }

  @Override
  public void dropSchema(String schema) {
    relationsOf(schema)
        .findAny()
        .ifPresent(
            relation -> {
              throw new ThalwegException(
                  ErrorCode.INVALID_STATEMENT,
                  "schema " + schema + " is not empty: drop " + relation.name() + " first");
            });
    catalog.dropSchema(schema);
  }

  @Override
  public void close() {
    catalog.close();
  }
}
