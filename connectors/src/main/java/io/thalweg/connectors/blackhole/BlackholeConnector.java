package io.thalweg.connectors.blackhole;

import io.thalweg.connectors.options.Options;
import io.thalweg.connectors.options.WriteOnlyTable;
import io.thalweg.core.connector.Connector;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableDeclaration;
import java.util.List;

/// Declares tables that take every row and keep none. Thread-safe.
public final class BlackholeConnector implements Connector {
  @Override
  public String name() {
    return "blackhole";
  }

  @Override
  public boolean hasCatalog() {
    return false;
  }

  @Override
  public Table declareTable(TableDeclaration declaration) {
    Options.checked("connector 'blackhole'", declaration.options(), List.of());
    return new WriteOnlyTable(declaration, _ -> {});
  }
}
