package io.thalweg.connectors;

import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.SplitReader.Progress;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads streams of tables in tests, a split at a time.
public final class StreamReads {
  private StreamReads() {}

  /// One row with its weight.
  public record Change(int weight, List<@Nullable Object> row) {}

  /// All columns, in batches of 2048.
  public static ScanRequest all(Table table) {
    return TableReads.request(table, OptionalLong.empty());
  }

  public static TableStream stream(Table table) {
    return table.stream().orElseThrow();
  }

  /// The split, opened where `position` says; empty: at its beginning.
  public static SplitReader open(Table table, Split split, String position, ScanRequest request) {
    Map<String, String> properties = new HashMap<>(split.properties());
    if (!position.isEmpty()) {
      properties.put(TableStream.POSITION, position);
    }
    Split placed = new Split(split.label(), split.rows(), split.bytes(), properties);
    return stream(table).open(placed, request, TableReads.context());
  }

  /// What is there: rows until the reader has to wait, ends, or marks an epoch's end (when
  /// `toMark`).
  public static List<Change> available(Table table, SplitReader reader, boolean toMark) {
    List<Change> changes = new ArrayList<>();
    while (true) {
      switch (reader.read()) {
        case Progress.Rows rows -> changes.addAll(changes(table, rows.batch()));
        case Progress.Mark _ -> {
          if (toMark) {
            return changes;
          }
        }
        case Progress.Pending _, Progress.Finished _ -> {
          return changes;
        }
      }
    }
  }

  public static List<Change> changes(Table table, Batch batch) {
    List<DataType> types = table.schema().types();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < batch.rowCount(); i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int column = 0; column < types.size(); column++) {
        row.add(ColumnValues.get(types.get(column), batch.column(column), batch.row(i)));
      }
      int[] weights = batch.weights();
      changes.add(new Change(weights == null ? 1 : weights[batch.row(i)], row));
    }
    return changes;
  }
}
