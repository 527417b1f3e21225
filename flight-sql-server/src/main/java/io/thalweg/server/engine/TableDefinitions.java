package io.thalweg.server.engine;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.command.Command;
import io.thalweg.planner.command.QualifiedName;
import io.thalweg.planner.query.PlanSinks;
import io.thalweg.server.engine.relation.Relation;
import io.thalweg.server.engine.result.StatementResult;
import java.util.List;
import java.util.Optional;

/// Makes, drops and empties tables.
final class TableDefinitions {
  private final CommandRunner runner;
  private final Engine engine;

  TableDefinitions(CommandRunner runner, Engine engine) {
    this.runner = runner;
    this.engine = engine;
  }

  /// The table appears with all its rows, or not at all.
  StatementResult create(Command.CreateTable create) {
    QualifiedName name = create.name();
    Catalog catalog = engine.catalogs().require(name.schema().catalog());
    String schema = name.schema().schema();
    refuseView(name);
    if (create.mode() != Command.Mode.OR_REPLACE
        && catalog.table(schema, name.name()).isPresent()) {
      if (create.mode() == Command.Mode.IF_NOT_EXISTS) {
        return CommandRunner.done();
      }
      throw new ThalwegException(
          ErrorCode.DUPLICATE_NAME,
          "there is a table "
              + name
              + " already; use CREATE OR REPLACE TABLE or CREATE TABLE IF NOT EXISTS");
    }
    boolean replace = create.mode() == Command.Mode.OR_REPLACE;
    engine.requireUnread(catalog, name);
    Table staged = catalog.stageTable(schema, name.name(), create.columns());
    try {
      Optional<PlannedStatement> query = create.query();
      StatementResult filled =
          query.isPresent()
              ? runner.update(PlanSinks.insertInto(staged.handle(), query.get()), List.of())
              : CommandRunner.done();
      catalog.publishTable(staged.handle(), replace);
      return filled;
    } finally {
      catalog.discardTable(staged.handle());
    }
  }

  /// A table whose rows a connector keeps.
  StatementResult createStream(Command.CreateStreamTable create) {
    refuseView(create.name());
    Catalog catalog = engine.catalogs().require(create.name().schema().catalog());
    engine.streamTables().create(create, catalog);
    return CommandRunner.done();
  }

  private void refuseView(QualifiedName name) {
    if (engine.views().find(name.schema(), name.name()).isPresent()) {
      throw new ThalwegException(
          ErrorCode.DUPLICATE_NAME, "there is a view " + name + "; DROP VIEW removes it");
    }
  }

  StatementResult drop(Command.DropTable drop) {
    QualifiedName name = drop.name();
    Catalog catalog = engine.catalogs().require(name.schema().catalog());
    Optional<Relation> relation = engine.relations().find(name);
    if (relation.isPresent()) {
      engine.requireUnread(relation.get());
      engine.streamTables().drop(relation.get());
    } else if (catalog.table(name.schema().schema(), name.name()).isPresent()) {
      engine.requireUnread(catalog, name);
      catalog.dropTable(name.schema().schema(), name.name());
    } else if (!drop.ifExists()) {
      refuseView(name);
      throw unknown(name, "DROP TABLE IF EXISTS does not mind");
    }
    return CommandRunner.done();
  }

  StatementResult truncate(Command.Truncate truncate) {
    QualifiedName name = truncate.name();
    Catalog catalog = engine.catalogs().require(name.schema().catalog());
    Table table =
        catalog
            .table(name.schema().schema(), name.name())
            .orElseThrow(() -> unknown(name, "SHOW TABLES lists those there are"));
    if (engine.relations().find(name).isPresent()) {
      throw new ThalwegException(
          ErrorCode.READ_ONLY, "TRUNCATE " + name + ": its rows are kept by a connector or a job");
    }
    catalog.truncateTable(table.handle().schema(), table.handle().table());
    runner.ownWrites().wrote(table.handle());
    return CommandRunner.done();
  }

  private static ThalwegException unknown(QualifiedName name, String hint) {
    return new ThalwegException(ErrorCode.UNKNOWN_TABLE, "there is no table " + name + "; " + hint);
  }
}
