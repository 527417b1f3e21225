package io.thalweg.exec.testing;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableFacts;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A table that is followed, whose splits get rows and which gets splits while it is. A split that
/// did not appear is read from its end.
public final class GrowingTable implements Table, TableStream {
  private final TableHandle handle = new TableHandle("test", "main", "growing", Map.of());
  private final Schema schema;
  private final WatermarkSpec watermark;
  private final List<List<List<@Nullable Object>>> splits = new ArrayList<>();
  private final Map<CompletableFuture<List<Split>>, Set<String>> watches = new HashMap<>();
  private CompletableFuture<Void> news = new CompletableFuture<>();

  public GrowingTable(Schema schema, WatermarkSpec watermark) {
    this.schema = schema;
    this.watermark = watermark;
  }

  /// A further split, without rows.
  public void addSplit() {
    List<CompletableFuture<List<Split>>> waiting;
    synchronized (this) {
      splits.add(new ArrayList<>());
      waiting = new ArrayList<>(watches.keySet());
      watches.clear();
    }
    waiting.forEach(watch -> watch.complete(List.of(split(splits.size() - 1))));
  }

  public void add(int split, List<@Nullable Object> row) {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      splits.get(split).add(row);
      waiting = news;
      news = new CompletableFuture<>();
    }
    waiting.complete(null);
  }

  private static Split split(int number) {
    return new Split("growing#" + number, -1, -1, Map.of("number", "" + number));
  }

  @Override
  public TableHandle handle() {
    return handle;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public TableFacts facts() {
    return new TableFacts(false, List.of(), List.of(), true, Optional.of(watermark));
  }

  @Override
  public Optional<TableStream> stream() {
    return Optional.of(this);
  }

  @Override
  public boolean appendOnly() {
    return true;
  }

  @Override
  public synchronized List<Split> splits(ScanRequest request) {
    List<Split> all = new ArrayList<>();
    for (int i = 0; i < splits.size(); i++) {
      all.add(split(i));
    }
    return all;
  }

  @Override
  public synchronized Optional<CompletableFuture<List<Split>>> moreSplits(
      ScanRequest request, Set<String> known) {
    CompletableFuture<List<Split>> watch = new CompletableFuture<>();
    watches.put(watch, known);
    return Optional.of(watch);
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    int number = Integer.parseInt(split.properties().get("number"));
    String position = split.properties().get(POSITION);
    int from = split.properties().containsKey(APPEARED) ? 0 : splits.get(number).size();
    return new Reader(
        splits.get(number), request, position == null ? from : Integer.parseInt(position));
  }

  private final class Reader implements SplitReader {
    private final List<List<@Nullable Object>> rows;
    private final int[] columns;
    private int next;

    private Reader(List<List<@Nullable Object>> rows, ScanRequest request, int from) {
      this.rows = rows;
      this.columns = request.columns().stream().mapToInt(Integer::intValue).toArray();
      this.next = from;
    }

    @Override
    public Progress read() {
      synchronized (GrowingTable.this) {
        if (next == rows.size()) {
          return new Progress.Pending(news);
        }
        return new Progress.Rows(Rows.batch(schema, List.of(rows.get(next++))).select(columns));
      }
    }

    @Override
    public String position() {
      return Integer.toString(next);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
