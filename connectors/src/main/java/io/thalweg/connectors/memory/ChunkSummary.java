package io.thalweg.connectors.memory;

import io.thalweg.core.connector.ColumnStatistics;
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.data.Batch;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// The column summaries of one chunk, and the statistics of a table made from them. Immutable.
record ChunkSummary(List<ColumnSummary> columns) {

  static ChunkSummary of(Schema schema, Batch rows) {
    List<ColumnSummary> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      ColumnSummary summary = new ColumnSummary();
      summary.add(rows.column(i));
      columns.add(summary);
    }
    return new ChunkSummary(columns);
  }

  /// Exact row count; bounds that may be wider than the rows that are left after deletions.
  static TableStatistics statistics(Schema schema, List<Chunk> chunks) {
    long rows = 0;
    long writtenRows = 0;
    for (Chunk chunk : chunks) {
      rows += chunk.liveRows();
      writtenRows += chunk.length();
    }
    Map<Integer, ColumnStatistics> columns = new HashMap<>();
    for (int i = 0; i < schema.size() && rows > 0; i++) {
      ColumnSummary all = new ColumnSummary();
      for (Chunk chunk : chunks) {
        all.merge(chunk.summary(schema).columns().get(i));
      }
      columns.put(i, all.statistics(schema.type(i), rows, writtenRows));
    }
    return new TableStatistics(OptionalDouble.of(rows), columns);
  }
}
