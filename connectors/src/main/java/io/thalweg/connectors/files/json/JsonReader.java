package io.thalweg.connectors.files.json;

import io.thalweg.connectors.files.source.FileScan;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.type.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one range of a JSON file.
final class JsonReader implements SplitReader {
  private static final long PARSER_BYTES = 1 << 16;

  private final JsonFile file;
  private final List<JsonColumn> columns = new ArrayList<>();
  private final Map<String, JsonColumn> byName = new HashMap<>();
  private final int batchRows;
  private final long from;
  private final long stop;
  private final MemoryReservation memory;
  private @Nullable JsonRows rows;

  JsonReader(JsonFile file, FileScan scan, long from, long stop, MemoryPool memory) {
    this.file = file;
    this.batchRows = scan.batchRows();
    this.from = from;
    this.stop = stop;
    this.memory = memory.reservation("scan of '" + file.stamp().shortName() + "'");
    ScalarValues scalars = new ScalarValues();
    for (int ordinal : scan.columns()) {
      Field field = file.schema().field(ordinal);
      JsonColumn column = new JsonColumn(field.type(), scalars);
      columns.add(column);
      byName.put(field.name(), column);
    }
  }

  @Override
  public Progress read() {
    JsonRows source = opened();
    int count = 0;
    try {
      while (count < batchRows && source.next()) {
        JsonColumn.appendFields(source.parser(), byName, count);
        count++;
        for (JsonColumn column : columns) {
          if (column.length() < count) {
            column.appendNull();
          }
        }
      }
    } catch (BadJsonValue e) {
      throw source.malformed(where(count) + e.getMessage(), e);
    } catch (IOException e) {
      throw source.failed(e);
    }
    if (count == 0) {
      return Progress.Finished.INSTANCE;
    }
    List<Column> taken = columns.stream().map(JsonColumn::take).toList();
    Batch batch = Batch.of(count, taken);
    memory.setTo(PARSER_BYTES + batch.sizeInBytes());
    return new Progress.Rows(batch);
  }

  private String where(int row) {
    for (Map.Entry<String, JsonColumn> column : byName.entrySet()) {
      if (column.getValue().isAppending(row)) {
        return "column '" + column.getKey() + "': ";
      }
    }
    return "";
  }

  private JsonRows opened() {
    JsonRows known = rows;
    if (known == null) {
      memory.setTo(PARSER_BYTES);
      known = new JsonRows(file.stamp(), file.compression(), from, stop);
      rows = known;
    }
    return known;
  }

  @Override
  public String position() {
    return rows != null && file.divisible() ? Long.toString(rows.offset()) : "";
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
    memory.close();
  }
}
