package io.thalweg.server.engine;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Connector;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.Suggestions;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.planner.command.Command;
import io.thalweg.planner.command.QualifiedName;
import io.thalweg.server.engine.relation.DeclaredTable;
import io.thalweg.server.engine.relation.Relation;
import io.thalweg.server.engine.relation.Relations;
import io.thalweg.server.engine.relation.Secrets;
import io.thalweg.server.engine.relation.TableDefinition;
import io.thalweg.server.engine.stored.Definitions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Declares and drops tables of connectors: `CREATE TABLE … WITH (connector = …)`. Thread-safe.
final class StreamTables {
  private static final String CONNECTOR = "connector";

  private final Map<String, Connector> connectors = new TreeMap<>();
  private final Relations relations;
  private final Optional<Definitions<TableDefinition>> stored;

  /// @param stored where definitions outlive the process
  StreamTables(
      List<Connector> connectors,
      Relations relations,
      Optional<Definitions<TableDefinition>> stored) {
    connectors.forEach(connector -> this.connectors.put(connector.name(), connector));
    this.relations = relations;
    this.stored = stored;
  }

  /// Declares again what earlier processes left.
  void resume() {
    stored.stream()
        .flatMap(definitions -> definitions.all().stream())
        .forEach(definition -> relations.add(declare(definition)));
  }

  private DeclaredTable declare(TableDefinition definition) {
    Connector connector = connectors.get(definition.connector());
    if (connector == null) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT,
          "there is no connector '"
              + definition.connector()
              + "'"
              + Suggestions.hintAmong(definition.connector(), connectors.keySet(), "there are"));
    }
    Map<String, String> values = Secrets.resolved(definition.options(), System::getenv);
    return new DeclaredTable(definition, connector.declareTable(definition.declaration(values)));
  }

  /// @param catalog where the table gets its name
  void create(Command.CreateStreamTable create, Catalog catalog) {
    QualifiedName name = create.name();
    requireSchema(name, catalog);
    Optional<Relation> taken = relations.find(name);
    boolean exists = catalog.table(name.schema().schema(), name.name()).isPresent();
    if (exists && create.mode() == Command.Mode.IF_NOT_EXISTS) {
      return;
    }
    if (exists && create.mode() == Command.Mode.FAIL_IF_EXISTS) {
      throw new ThalwegException(
          ErrorCode.DUPLICATE_NAME,
          "there is a table "
              + name
              + " already; use CREATE OR REPLACE TABLE or CREATE TABLE IF NOT EXISTS");
    }
    TableDefinition definition = definition(create);
    if (stored.isPresent()) {
      Secrets.requireReferences(definition.options());
    }
    DeclaredTable table = declare(definition);
    if (exists && taken.isEmpty()) {
      catalog.dropTable(name.schema().schema(), name.name());
    }
    taken.ifPresent(this::drop);
    relations.add(table);
    stored.ifPresent(definitions -> definitions.put(table.id(), table.definition()));
  }

  private static void requireSchema(QualifiedName name, Catalog catalog) {
    if (!name.schema().catalog().equals(Engine.DEFAULT_CATALOG)) {
      throw new ThalwegException(
          ErrorCode.READ_ONLY,
          "CREATE TABLE " + name + " WITH …: the catalog for such tables is " + catalogName());
    }
    if (catalog.schemas().stream().noneMatch(name.schema().schema()::equalsIgnoreCase)) {
      throw new ThalwegException(
          ErrorCode.UNKNOWN_SCHEMA,
          "there is no schema " + name.schema() + "; CREATE SCHEMA makes it");
    }
  }

  private static String catalogName() {
    return "'" + Engine.DEFAULT_CATALOG + "'";
  }

  private static TableDefinition definition(Command.CreateStreamTable create) {
    Map<String, String> options = new HashMap<>(create.options());
    String connector = options.remove(CONNECTOR);
    return new TableDefinition(
        "t" + UUID.randomUUID(),
        create.name(),
        connector == null ? Engine.DEFAULT_CATALOG : connector,
        create.columns().fields().stream().map(TableDefinition.Column::of).toList(),
        create.watermark(),
        create.keys().isEmpty() ? List.of() : create.keys().getFirst().stream().sorted().toList(),
        options);
  }

  /// Drops a declared table.
  ///
  /// @throws ThalwegException INVALID_STATEMENT when it is something else
  void drop(Relation relation) {
    if (relation.kind() != Relation.Kind.TABLE) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT,
          relation.name()
              + " is a "
              + relation.kind().sql()
              + "; use DROP "
              + relation.kind().sql());
    }
    stored.ifPresent(definitions -> definitions.remove(relation.id()));
    relations.remove(relation);
  }
}
