package io.thalweg.server.system;

import io.thalweg.core.connector.CacheState;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.runtime.QueryProgress;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.Setting;
import io.thalweg.server.engine.result.FixedRows;
import io.thalweg.server.engine.result.RunningQueries;
import io.thalweg.server.engine.show.Inventory;
import io.thalweg.server.engine.show.JobRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tables of `system.main`, for people.
final class MainTables {
  static final String SCHEMA = "main";

  private static final Schema COLUMNS =
      Schema.of(
          text("catalog_name"),
          text("schema_name"),
          text("table_name"),
          text("column_name"),
          Field.required("ordinal", SimpleType.INTEGER),
          text("data_type"),
          Field.required("is_nullable", SimpleType.BOOLEAN));

  private static final Schema QUERIES =
      Schema.of(
          Field.required("query_id", SimpleType.BIGINT),
          text("session_id"),
          text("sql"),
          Field.required("started", TimestampType.MICROS_UTC),
          Field.required("rows_read", SimpleType.BIGINT),
          Field.nullable("percent", SimpleType.DOUBLE));

  private static final Schema CACHES =
      Schema.of(
          text("cache_name"),
          Field.required("entries", SimpleType.BIGINT),
          Field.nullable("bytes_used", SimpleType.BIGINT),
          Field.nullable("bytes_limit", SimpleType.BIGINT),
          Field.nullable("entries_limit", SimpleType.BIGINT),
          Field.required("hits", SimpleType.BIGINT),
          Field.required("misses", SimpleType.BIGINT),
          Field.required("evictions", SimpleType.BIGINT));

  private final Engine engine;
  private final Inventory inventory;

  MainTables(Engine engine, Inventory inventory) {
    this.engine = engine;
    this.inventory = inventory;
  }

  private static Field text(String name) {
    return Field.nullable(name, SimpleType.VARCHAR);
  }

  void addTo(SystemCatalog catalog) {
    catalog.add(
        SCHEMA,
        "catalogs",
        FixedRows.texts("catalog_name"),
        () -> engine.catalogs().names().stream().map(List::of).toList());
    catalog.add(
        SCHEMA,
        "schemas",
        FixedRows.texts("catalog_name", "schema_name"),
        () -> inventory.schemas().stream().map(s -> List.of(s.catalog(), s.schema())).toList());
    catalog.add(
        SCHEMA,
        "tables",
        FixedRows.texts("catalog_name", "schema_name", "table_name", "table_type", "details"),
        () -> inventory.relations().stream().map(MainTables::relation).toList());
    catalog.add(SCHEMA, "columns", COLUMNS, this::columns);
    catalog.add(
        SCHEMA,
        "functions",
        FixedRows.texts("function_name", "kind", "arguments", "result", "example", "description"),
        () ->
            inventory.functions().stream()
                .map(
                    f ->
                        List.of(
                            f.name(),
                            f.kind().name().toLowerCase(Locale.ROOT),
                            f.arguments(),
                            f.result(),
                            f.example(),
                            f.help()))
                .toList());
    catalog.add(
        SCHEMA,
        "settings",
        FixedRows.texts("setting_name", "default_value", "description"),
        () ->
            Arrays.stream(Setting.values())
                .map(setting -> List.of(setting.sqlName(), setting.defaultText(), setting.help()))
                .toList());
    catalog.add(SCHEMA, "caches", CACHES, this::caches);
    catalog.add(SCHEMA, "queries", QUERIES, this::queries);
    catalog.add(SCHEMA, "jobs", JobRows.JOBS, () -> JobRows.jobs(engine.jobs()));
    catalog.add(
        SCHEMA, "checkpoints", JobRows.CHECKPOINTS, () -> JobRows.checkpoints(engine.jobs()));
  }

  private static List<String> relation(Inventory.Relation relation) {
    return List.of(
        relation.schema().catalog(),
        relation.schema().schema(),
        relation.name(),
        relation.type(),
        relation.details());
  }

  private List<List<Object>> columns() {
    List<List<Object>> rows = new ArrayList<>();
    for (Inventory.Relation relation : inventory.relations()) {
      Optional<Schema> schema = inventory.columns(relation);
      for (int i = 0; schema.isPresent() && i < schema.get().size(); i++) {
        Field field = schema.get().field(i);
        rows.add(
            List.of(
                relation.schema().catalog(),
                relation.schema().schema(),
                relation.name(),
                field.name(),
                i + 1,
                field.type().sql(),
                field.nullable()));
      }
    }
    return rows;
  }

  private List<List<@Nullable Object>> caches() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (CacheState cache : engine.caches()) {
      boolean counted = cache.bytes() < 0;
      rows.add(
          Arrays.asList(
              cache.name(),
              cache.entries(),
              counted ? null : cache.bytes(),
              counted ? null : cache.limit(),
              counted ? cache.limit() : null,
              cache.hits(),
              cache.misses(),
              cache.evictions()));
    }
    return rows;
  }

  private List<List<@Nullable Object>> queries() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (RunningQueries.Entry entry : engine.queries().all()) {
      QueryProgress progress = entry.stream().progress();
      Double percent =
          progress.percent().isPresent() ? (Double) progress.percent().getAsDouble() : null;
      rows.add(
          Arrays.asList(
              entry.id(), entry.session(), entry.sql(), entry.started(), progress.rows(), percent));
    }
    return rows;
  }
}
