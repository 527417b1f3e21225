package io.thalweg.connectors.nexmark;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.Clock;
import io.thalweg.core.type.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One schema per number of events: `e1m`, `e10k`, `e2500`; the usual ones are listed, all others
/// exist too. Immutable.
final class NexmarkCatalog implements Catalog {
  private final String name;
  private final Clock clock;

  NexmarkCatalog(String name, Clock clock) {
    this.name = name;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long version() {
    return 0;
  }

  /// The first is the one that `nexmark.bid` means.
  @Override
  public List<String> schemas() {
    return List.of("e1m", "e10k", "e100k", "e10m", "e100m");
  }

  @Override
  public List<String> tables(String schema) {
    return events(schema).isEmpty()
        ? List.of()
        : Arrays.stream(EventTable.values()).map(EventTable::sqlName).sorted().toList();
  }

  @Override
  public Optional<Table> table(String schema, String table) {
    OptionalLong events = events(schema);
    return events.isEmpty()
        ? Optional.empty()
        : EventTable.named(table).map(kind -> table(schema, kind, events.getAsLong()));
  }

  private Table table(String schema, EventTable kind, long events) {
    return new NexmarkTable(
        new TableHandle(name, schema.toLowerCase(Locale.ROOT), kind.sqlName(), Map.of()),
        kind,
        EventSequence.of(events),
        schemaOf(kind),
        Optional.empty(),
        clock);
  }

  static Schema schemaOf(EventTable kind) {
    return new Schema(kind.columns().stream().map(EventColumn::field).toList());
  }

  @Override
  public Table table(TableHandle handle) {
    return table(handle.schema(), handle.table())
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.UNKNOWN_TABLE,
                    "there is no table " + handle + "; SHOW TABLES FROM " + name + ".e1m"));
  }

  /// The number of events a schema's name spells; empty when it spells none.
  static OptionalLong events(String schema) {
    String lower = schema.toLowerCase(Locale.ROOT);
    if (!lower.matches("e[1-9]([0-9]{0,11}|[0-9]{0,5}[kmb])")) {
      return OptionalLong.empty();
    }
    long unit =
        switch (lower.charAt(lower.length() - 1)) {
          case 'k' -> 1_000;
          case 'm' -> 1_000_000;
          case 'b' -> 1_000_000_000;
          default -> 1;
        };
    int end = unit == 1 ? lower.length() : lower.length() - 1;
    return OptionalLong.of(Long.parseLong(lower.substring(1, end)) * unit);
  }
}
