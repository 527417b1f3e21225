package io.thalweg.server.flight;

import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.SchemaPath;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.show.Inventory;
import io.thalweg.server.engine.show.LikePattern;
import io.thalweg.server.system.JdbcType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetXdbcTypeInfo;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/// The rows that answer metadata commands, ordered as Flight SQL specifies. Thread-safe.
final class MetadataRows {
  private static final int NULLABLE = 1;
  private static final int SEARCHABLE = 3;

  private final Engine engine;
  private final Inventory inventory;

  MetadataRows(Engine engine) {
    this.engine = engine;
    this.inventory = new Inventory(engine);
  }

  List<List<@Nullable Object>> catalogs() {
    return engine.catalogs().names().stream().map(MetadataRows::row).toList();
  }

  List<List<@Nullable Object>> schemas(CommandGetDbSchemas command) {
    Predicate<String> name =
        like(command.hasDbSchemaFilterPattern(), command.getDbSchemaFilterPattern());
    return inventory.schemas().stream()
        .filter(path -> !command.hasCatalog() || path.catalog().equals(command.getCatalog()))
        .filter(path -> name.test(path.schema()))
        .map(path -> row(path.catalog(), path.schema()))
        .toList();
  }

  List<List<@Nullable Object>> tableTypes() {
    return List.of(row("MATERIALIZED VIEW"), row("TABLE"), row("VIEW"));
  }

  List<List<@Nullable Object>> tables(CommandGetTables command) {
    Predicate<String> schemaName =
        like(command.hasDbSchemaFilterPattern(), command.getDbSchemaFilterPattern());
    Predicate<String> name =
        like(command.hasTableNameFilterPattern(), command.getTableNameFilterPattern());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Inventory.Relation relation : inventory.relations()) {
      SchemaPath path = relation.schema();
      String type = relation.type();
      boolean wanted =
          (!command.hasCatalog() || path.catalog().equals(command.getCatalog()))
              && schemaName.test(path.schema())
              && name.test(relation.name())
              && (command.getTableTypesCount() == 0 || command.getTableTypesList().contains(type));
      if (wanted && command.getIncludeSchema()) {
        rows.add(row(path.catalog(), path.schema(), relation.name(), type, schema(relation)));
      } else if (wanted) {
        rows.add(row(path.catalog(), path.schema(), relation.name(), type));
      }
    }
    return rows;
  }

  private byte[] schema(Inventory.Relation relation) {
    Optional<io.thalweg.core.type.Schema> columns = inventory.columns(relation);
    return columns.map(ResultSchemas::toArrow).orElse(new Schema(List.of())).serializeAsMessage();
  }

  List<List<@Nullable Object>> types(CommandGetXdbcTypeInfo command) {
    return JdbcType.ALL.stream()
        .map(MetadataRows::type)
        .filter(row -> !command.hasDataType() || row.get(1).equals(command.getDataType()))
        .toList();
  }

  private static List<@Nullable Object> type(DataType type) {
    JdbcType jdbc = JdbcType.of(type);
    boolean quoted = !type.isNumeric() && type != SimpleType.BOOLEAN;
    boolean decimal = type instanceof DecimalType;
    return row(
        jdbc.name(),
        jdbc.code(),
        jdbc.size(),
        quoted ? "'" : null,
        quoted ? "'" : null,
        decimal ? List.of("precision", "scale") : null,
        NULLABLE,
        type == SimpleType.VARCHAR,
        SEARCHABLE,
        false,
        decimal || type.isInteger(),
        false,
        jdbc.name(),
        jdbc.digits() == null ? null : 0,
        decimal ? (Integer) DecimalType.MAX_PRECISION : jdbc.digits(),
        jdbc.code(),
        null,
        jdbc.radix(),
        null);
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  private static Predicate<String> like(boolean given, String pattern) {
    return given ? LikePattern.of(pattern) : name -> true;
  }
}
