package io.thalweg.server.engine.view;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.TableStream;
import java.util.List;
import java.util.Map;

/// A view as a stream: its rows, then its changes. One split.
record ViewStream(MaterializedView view) implements TableStream {
  @Override
  public boolean appendOnly() {
    return view.appendOnly();
  }

  @Override
  public List<Split> splits(ScanRequest request) {
    return List.of(new Split(view.name().name(), -1, -1, Map.of()));
  }

  @Override
  public boolean isVolatile() {
    return true;
  }

  @Override
  public Map<String, String> ends() {
    return view.news(null)
        .version()
        .map(version -> Map.of(view.name().name(), Long.toString(version.number())))
        .orElse(Map.of());
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    return new ViewChangesReader(view, request, context.memory());
  }
}
