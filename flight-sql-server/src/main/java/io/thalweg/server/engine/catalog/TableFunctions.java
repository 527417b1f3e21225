package io.thalweg.server.engine.catalog;

import io.thalweg.core.connector.Connector;
import io.thalweg.core.connector.TableFunction;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.function.FunctionSignature;
import io.thalweg.sql.parser.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The functions that may stand in FROM, of all connectors. Immutable.
public final class TableFunctions {
  private final Map<String, TableFunction> byName = new TreeMap<>();

  /// @param connectors of the process; of functions with one name the last counts
  public TableFunctions(List<Connector> connectors) {
    for (Connector connector : connectors) {
      for (TableFunction function : connector.tableFunctions()) {
        byName.put(function.signature().name(), function);
      }
    }
  }

  /// @param name in any case
  public Optional<TableFunction> find(String name) {
    return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }

  /// In lower case, sorted.
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /// For `SHOW FUNCTIONS`.
  public List<FunctionSignature> signatures() {
    return byName.values().stream().map(TableFunction::signature).toList();
  }

  /// What reads the file of `FROM 'path'`.
  ///
  /// @throws ThalwegException FEATURE_NOT_SUPPORTED without the connector for files
  public TableFunction reader() {
    return find(Dialect.READ_FILE)
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.FEATURE_NOT_SUPPORTED,
                    "this engine reads no files; configure the connector 'files'"));
  }
}
