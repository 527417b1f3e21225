package io.thalweg.server.engine.show;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.Suggestions;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.command.Command.Show;
import io.thalweg.server.engine.Session;
import io.thalweg.server.engine.Setting;
import io.thalweg.server.engine.Settings;
import io.thalweg.server.engine.result.FixedRows;
import io.thalweg.server.engine.result.RowStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The rows of `SHOW …`. The pattern of LIKE is matched against the first column. Used by one
/// statement.
public final class ShowCommands {
  private final Session session;
  private final Inventory inventory;

  /// @param session whose current schema and settings are meant
  public ShowCommands(Session session) {
    this.session = session;
    this.inventory = new Inventory(session.engine());
  }

  /// The columns of what [#rows] yields.
  public static Schema schema(Show show) {
    return switch (show.kind()) {
      case CATALOGS -> FixedRows.texts("catalog_name");
      case SCHEMAS -> FixedRows.texts("schema_name", "catalog_name");
      case TABLES -> FixedRows.texts("table_name", "table_type", "details");
      case COLUMNS -> Descriptions.DESCRIBE_SCHEMA;
      case FUNCTIONS ->
          FixedRows.texts("function_name", "kind", "arguments", "result", "description");
      case JOBS -> JobRows.SHOW;
      case SETTINGS -> FixedRows.texts("setting_name", "value", "default_value", "description");
      case SETTING -> FixedRows.texts("value");
    };
  }

  /// @throws ThalwegException when there is no such catalog, schema, table or setting
  public RowStream rows(Show show) {
    Stream<List<String>> rows =
        switch (show.kind()) {
          case CATALOGS -> session.engine().catalogs().names().stream().map(List::of);
          case SCHEMAS -> schemas(show.of());
          case TABLES ->
              inventory.relations(place(show.of())).stream()
                  .map(relation -> List.of(relation.name(), relation.type(), relation.details()));
          case COLUMNS -> Descriptions.lines(columns(show.of()));
          case FUNCTIONS ->
              inventory.functions().stream()
                  .map(
                      f ->
                          List.of(
                              f.name(),
                              f.kind().name().toLowerCase(Locale.ROOT),
                              f.arguments(),
                              f.result(),
                              f.help()));
          case JOBS -> JobRows.show(session.engine().jobs()).stream();
          case SETTINGS -> Arrays.stream(Setting.values()).map(this::setting);
          case SETTING ->
              Stream.of(List.of(session.settings().get(Settings.require(show.of().getFirst()))));
        };
    List<List<String>> wanted =
        show.like()
            .map(LikePattern::of)
            .map(like -> rows.filter(row -> like.test(row.getFirst())))
            .orElse(rows)
            .toList();
    return FixedRows.of(schema(show), wanted);
  }

  private List<String> setting(Setting setting) {
    return List.of(
        setting.sqlName(), session.settings().get(setting), setting.defaultText(), setting.help());
  }

  private Stream<List<String>> schemas(List<String> of) {
    String only = of.isEmpty() ? null : session.engine().catalogs().require(of.getFirst()).name();
    return inventory.schemas().stream()
        .filter(schema -> only == null || schema.catalog().equals(only))
        .map(schema -> List.of(schema.schema(), schema.catalog()));
  }

  /// The schema that one or two parts mean: of the current catalog, or of a catalog.
  private SchemaPath place(List<String> of) {
    if (of.isEmpty()) {
      return session.current();
    }
    String catalogName = of.size() == 1 ? session.current().catalog() : of.getFirst();
    Catalog catalog = session.engine().catalogs().require(catalogName);
    String wanted = of.getLast();
    return catalog.schemas().stream()
        .filter(wanted::equalsIgnoreCase)
        .findFirst()
        .map(schema -> new SchemaPath(catalog.name(), schema))
        .or(() -> firstSchema(of))
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.UNKNOWN_SCHEMA,
                    "catalog '"
                        + catalog.name()
                        + "' has no schema '"
                        + wanted
                        + "'"
                        + Suggestions.hint(wanted, catalog.schemas())
                        + "; SHOW SCHEMAS lists them"));
  }

  /// `SHOW TABLES FROM catalog` lists the catalog's first schema.
  private java.util.Optional<SchemaPath> firstSchema(List<String> of) {
    return of.size() > 1
        ? java.util.Optional.empty()
        : session
            .engine()
            .catalogs()
            .find(of.getFirst())
            .filter(catalog -> !catalog.schemas().isEmpty())
            .map(catalog -> new SchemaPath(catalog.name(), catalog.schemas().getFirst()));
  }

  private List<Field> columns(List<String> of) {
    SchemaPath schema = place(of.subList(0, of.size() - 1));
    String name = of.getLast();
    List<Inventory.Relation> relations = inventory.relations(schema);
    return relations.stream()
        .filter(relation -> relation.name().equalsIgnoreCase(name))
        .findFirst()
        .flatMap(inventory::columns)
        .map(Schema::fields)
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.UNKNOWN_TABLE,
                    "there is no table '"
                        + name
                        + "' in "
                        + schema
                        + Suggestions.hint(
                            name, relations.stream().map(Inventory.Relation::name).toList())));
  }
}
