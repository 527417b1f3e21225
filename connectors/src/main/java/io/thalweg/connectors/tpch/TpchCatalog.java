package io.thalweg.connectors.tpch;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// One schema per scale factor: `tiny` (0.01) and `sf<number>`; the usual ones are listed, all
/// others exist too. Immutable.
final class TpchCatalog implements Catalog {
  private static final String TINY = "tiny";
  private static final double TINY_SCALE = 0.01;
  private static final double MAX_SCALE = 100_000;

  private final String name;

  TpchCatalog(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long version() {
    return 0;
  }

  @Override
  public List<String> schemas() {
    return List.of("sf1", "sf10", "sf100", TINY);
  }

  @Override
  public List<String> tables(String schema) {
    return scale(schema).isEmpty()
        ? List.of()
        : TpchTables.ALL.stream().map(GeneratedTable::name).sorted().toList();
  }

  @Override
  public Optional<Table> table(String schema, String table) {
    OptionalDouble scale = scale(schema);
    return scale.isEmpty()
        ? Optional.empty()
        : TpchTables.ALL.stream()
            .filter(definition -> definition.name().equalsIgnoreCase(table))
            .findFirst()
            .map(
                definition ->
                    new TpchTable<>(handle(schema, table), definition, scale.getAsDouble()));
  }

  private TableHandle handle(String schema, String table) {
    return new TableHandle(
        name, schema.toLowerCase(Locale.ROOT), table.toLowerCase(Locale.ROOT), java.util.Map.of());
  }

  @Override
  public Table table(TableHandle handle) {
    return table(handle.schema(), handle.table())
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.UNKNOWN_TABLE,
                    "there is no table " + handle + "; SHOW TABLES FROM " + name + ".sf1"));
  }

  /// The scale factor a schema's name spells; empty when it spells none.
  static OptionalDouble scale(String schema) {
    String lower = schema.toLowerCase(Locale.ROOT);
    if (lower.equals(TINY)) {
      return OptionalDouble.of(TINY_SCALE);
    }
    if (!lower.matches("sf[0-9]{1,6}(\\.[0-9]{1,6})?")) {
      return OptionalDouble.empty();
    }
    double scale = Double.parseDouble(lower.substring(2));
    return scale > 0 && scale <= MAX_SCALE ? OptionalDouble.of(scale) : OptionalDouble.empty();
  }
}
