package io.thalweg.connectors.memory;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.StreamTarget;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One version of one table. Immutable; its chunks are shared with the versions around it.
final class MemoryTable implements Table {
  private static final int SPLIT_ROWS = 65_536;
  private static final String FIRST = "first";
  private static final String END = "end";

  private final TableStore store;
  private final TableHandle handle;
  private final Schema schema;
  private final List<Chunk> chunks;
  private volatile @Nullable TableStatistics statistics;

  MemoryTable(TableStore store, TableHandle handle, Schema schema, List<Chunk> chunks) {
    this.store = store;
    this.handle = handle;
    this.schema = schema;
    this.chunks = chunks;
  }

  /// Counts the commits before this version.
  long version() {
    return TableStore.versionOf(handle);
  }

  List<Chunk> chunks() {
    return chunks;
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
  public Schema schemaWithRowId() {
    return schema.concat(Schema.of(Field.required(ROW_ID, SimpleType.BIGINT)));
  }

  @Override
  public TableStatistics statistics() {
    TableStatistics known = statistics;
    if (known == null) {
      known = ChunkSummary.statistics(schema, chunks);
      statistics = known;
    }
    return known;
  }

  @Override
  public List<Split> splits(ScanRequest request) {
    List<Split> splits = new ArrayList<>();
    long wanted = request.limit().orElse(Long.MAX_VALUE);
    for (int first = 0; first < chunks.size() && wanted > 0; ) {
      int end = first;
      int rows = 0;
      while (end < chunks.size() && rows < SPLIT_ROWS && rows < wanted) {
        rows += chunks.get(end).liveRows();
        end++;
      }
      splits.add(
          new Split(
              handle.table() + "#" + splits.size(),
              rows,
              -1,
              Map.of(FIRST, Integer.toString(first), END, Integer.toString(end))));
      first = end;
      wanted -= rows;
    }
    return splits;
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    int first = Integer.parseInt(split.properties().getOrDefault(FIRST, "0"));
    int end = Integer.parseInt(split.properties().getOrDefault(END, "0"));
    return new ChunkReader(chunks.subList(first, end), request);
  }

  @Override
  public Optional<TableStream> stream() {
    return Optional.of(new MemoryStream(store, handle.table()));
  }

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public TableSink insert() {
    return new InsertSink(store, this);
  }

  @Override
  public boolean acceptsRetractions() {
    return true;
  }

  @Override
  public StreamTarget streamTarget(String job) {
    return store.target(job);
  }

  @Override
  public TableSink change() {
    return new ChangeSink(store, this);
  }
}
