package io.thalweg.server.engine.relation;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.type.Field;
import io.thalweg.planner.command.QualifiedName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// A table of a connector under a name of the user's. Immutable.
///
/// @param definition what was declared, to be stored and declared again
/// @param current what the connector made of it
public record DeclaredTable(TableDefinition definition, Table current) implements Relation {
  @Override
  public String id() {
    return definition.id();
  }

  @Override
  public QualifiedName name() {
    return definition.name();
  }

  @Override
  public Kind kind() {
    return Kind.TABLE;
  }

  @Override
  public Table version(TableHandle handle) {
    return current;
  }

  @Override
  public Map<String, String> properties() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("connector", definition.connector());
    new TreeMap<>(definition.options())
        .forEach((name, value) -> shown.put(name, Secrets.shown(name, value)));
    current.facts().watermark().ifPresent(spec -> shown.put("watermark", text(spec)));
    return shown;
  }

  private String text(WatermarkSpec spec) {
    Field field = current.schema().field(spec.column());
    return spec.delayMicros() == 0
        ? field.name()
        : field.name() + " - " + seconds(spec.delayMicros()) + " s";
  }

  private static String seconds(long micros) {
    return new java.math.BigDecimal(micros).movePointLeft(6).stripTrailingZeros().toPlainString();
  }
}
