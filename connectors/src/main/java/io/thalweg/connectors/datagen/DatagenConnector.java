package io.thalweg.connectors.datagen;

import io.thalweg.connectors.generator.EventClock;
import io.thalweg.connectors.options.Options;
import io.thalweg.core.connector.Connector;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableDeclaration;
import io.thalweg.core.port.Clock;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Declares tables of made-up rows. Thread-safe.
public final class DatagenConnector implements Connector {
  private static final String NAME = "connector 'datagen'";
  private static final List<String> OPTIONS =
      List.of("rows", "rate", "seed", "splits", "paced", "start_time");
  private static final long DEFAULT_RATE = 1000;

  private final Clock wall;

  public DatagenConnector() {
    this(Clock.SYSTEM);
  }

  /// @param wall paces streams that ask for it
  DatagenConnector(Clock wall) {
    this.wall = wall;
  }

  @Override
  public String name() {
    return "datagen";
  }

  @Override
  public boolean hasCatalog() {
    return false;
  }

  @Override
  public Table declareTable(TableDeclaration declaration) {
    Schema schema = declaration.schema();
    Options options = Options.checked(NAME, declaration.options(), known(schema));
    long seed = options.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(0);
    List<GeneratedValues> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(GeneratedValues.parse(schema.field(i), i, seed, options));
    }
    return new DatagenTable(
        declaration,
        columns,
        options.integer("rows", 0, 1L << 48).orElse(DatagenTable.ENDLESS),
        (int) options.integer("splits", 1, 1024).orElse(1),
        new EventClock(
            options.time("start_time").orElse(EventClock.NEW_YEAR),
            options.integer("rate", 1, 1_000_000_000).orElse(DEFAULT_RATE)),
        options.flag("paced").orElse(false),
        wall);
  }

  private static List<String> known(Schema schema) {
    List<String> known = new ArrayList<>(OPTIONS);
    for (Field field : schema.fields()) {
      String column = field.name().toLowerCase(Locale.ROOT);
      GeneratedValues.OPTIONS.forEach(option -> known.add(column + "." + option));
    }
    return known;
  }
}
