package io.thalweg.connectors.files;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableFunction;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.SimpleType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Calls reading functions as statements do.
public final class Reading {
  private Reading() {}

  /// @param options names and values as texts, in turn
  public static Table read(String function, String path, String... options) {
    return with(new FilesConnector(), function, path, options);
  }

  public static Table with(
      FilesConnector connector, String function, String path, String... options) {
    TableFunction found =
        connector.tableFunctions().stream()
            .filter(candidate -> candidate.signature().name().equals(function))
            .findFirst()
            .orElseThrow();
    Map<String, Literal> named = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      named.put(options[i], new Literal(SimpleType.VARCHAR, options[i + 1]));
    }
    return found.apply(List.of(new Literal(SimpleType.VARCHAR, path)), named);
  }
}
