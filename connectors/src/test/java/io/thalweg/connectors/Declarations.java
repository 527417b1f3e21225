package io.thalweg.connectors;

import io.thalweg.core.connector.Connector;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableDeclaration;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Declares tables in tests.
public final class Declarations {
  private Declarations() {}

  /// @param options names and values in turn
  public static Table declare(Connector connector, String name, Schema schema, String... options) {
    return connector.declareTable(declaration(name, schema, options));
  }

  public static TableDeclaration declaration(String name, Schema schema, String... options) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      texts.put(options[i], options[i + 1]);
    }
    return new TableDeclaration(
        new TableHandle("memory", "main", name, Map.of()),
        schema,
        Optional.empty(),
        List.of(),
        texts);
  }

  /// A nullable column.
  public static Field column(String name, io.thalweg.core.type.DataType type) {
    return Field.nullable(name, type);
  }
}
