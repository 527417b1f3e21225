package io.thalweg.connectors.nexmark;

import io.thalweg.connectors.options.Options;
import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Connector;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableDeclaration;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.Clock;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes catalogs and tables of generated auctions. Thread-safe.
///
/// A declared table names its kind: `WITH (connector = 'nexmark', table = 'bid', events =
/// 1000000)`. It may leave its columns out, or name some of them in any order.
public final class NexmarkConnector implements Connector {
  private static final String NAME = "nexmark";
  private static final String TABLE = "table";

  private final Clock clock;

  public NexmarkConnector() {
    this(Clock.SYSTEM);
  }

  /// @param clock paces streams that ask for it
  NexmarkConnector(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Catalog createCatalog(String catalogName, Map<String, String> config) {
    if (!config.isEmpty()) {
      throw new ThalwegException(
          ErrorCode.INVALID_CONFIGURATION,
          "catalog '"
              + catalogName
              + "': the nexmark connector has no settings, remove "
              + config.keySet());
    }
    return new NexmarkCatalog(catalogName, clock);
  }

  @Override
  public Table declareTable(TableDeclaration declaration) {
    List<String> known = new ArrayList<>(EventSequence.OPTIONS);
    known.add(TABLE);
    String owner = "connector '" + NAME + "'";
    Options options = Options.checked(owner, declaration.options(), known);
    String kindName = options.text(TABLE).orElse(declaration.handle().table());
    EventTable kind =
        EventTable.named(kindName)
            .orElseThrow(() -> Options.invalid(TABLE, kindName, "person, auction or bid"));
    Schema own = NexmarkCatalog.schemaOf(kind);
    Schema schema = declaration.schema().size() == 0 ? own : declaration.schema();
    schema.fields().forEach(field -> check(field, own, kind));
    return new NexmarkTable(
        declaration.handle(),
        kind,
        EventSequence.parse(options.values()),
        schema,
        declaration.watermark(),
        clock);
  }

  private static void check(Field declared, Schema own, EventTable kind) {
    Optional<Field> known =
        own.fields().stream()
            .filter(field -> field.name().equalsIgnoreCase(declared.name()))
            .findFirst();
    if (known.isEmpty() || !known.get().type().equals(declared.type())) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT,
          "column '"
              + declared.name()
              + " "
              + declared.type().sql()
              + "' is none of the nexmark table "
              + kind.sqlName()
              + own
              + "; leave the columns out or name some of these");
    }
  }
}
