package io.thalweg.connectors.memory;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.TableStream;
import java.util.List;
import java.util.Map;

/// A table's rows as they are when the stream is opened, then the changes of every commit. One
/// split, because commits are in one order. Immutable.
final class MemoryStream implements TableStream {
  private final TableStore store;
  private final String name;

  MemoryStream(TableStore store, String name) {
    this.store = store;
    this.name = name;
  }

  @Override
  public boolean appendOnly() {
    return false;
  }

  @Override
  public boolean isVolatile() {
    return true;
  }

  @Override
  public List<Split> splits(ScanRequest request) {
    return List.of(new Split(name, -1, -1, Map.of()));
  }

  @Override
  public Map<String, String> ends() {
    return Map.of(name, Long.toString(store.current().version()));
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    store.follow();
    String position = split.properties().getOrDefault(POSITION, "");
    return position.isEmpty()
        ? new ChangeReader(store, request, null, null, 0)
        : ChangeReader.at(store, request, position);
  }
}
