package io.thalweg.server.engine.view;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableFacts;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A view at one version; as a stream, the view from its newest version on. Immutable.
final class ViewTable implements Table {
  private static final int SPLIT_PAGES = 32;
  private static final String FIRST = "first";
  private static final String END = "end";

  private final MaterializedView view;
  private final TableHandle handle;
  private final ViewVersion version;

  ViewTable(MaterializedView view, TableHandle handle, ViewVersion version) {
    this.view = view;
    this.handle = handle;
    this.version = version;
  }

  @Override
  public TableHandle handle() {
    return handle;
  }

  @Override
  public Schema schema() {
    return view.schema();
  }

  @Override
  public TableStatistics statistics() {
    return new TableStatistics(OptionalDouble.of(version.rows()), Map.of());
  }

  @Override
  public TableFacts facts() {
    return new TableFacts(true, List.of(), List.of(), view.appendOnly(), Optional.empty());
  }

  @Override
  public List<Split> splits(ScanRequest request) {
    List<Split> splits = new ArrayList<>();
    for (int first = 0; first < version.pages().size(); first += SPLIT_PAGES) {
      int end = Math.min(first + SPLIT_PAGES, version.pages().size());
      splits.add(
          new Split(
              handle.table() + "#" + splits.size(),
              -1,
              -1,
              Map.of(FIRST, Integer.toString(first), END, Integer.toString(end))));
    }
    return splits;
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    int first = Integer.parseInt(split.properties().getOrDefault(FIRST, "0"));
    int end = Integer.parseInt(split.properties().getOrDefault(END, "0"));
    return new ViewReader(version.pages().subList(first, end), request);
  }

  @Override
  public Optional<TableStream> stream() {
    return Optional.of(new ViewStream(view));
  }
}
