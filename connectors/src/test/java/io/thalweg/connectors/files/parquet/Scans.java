package io.thalweg.connectors.files.parquet;

import io.thalweg.core.connector.PredicateCompiler;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.SplitReader.Progress;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Runs scans in tests.
final class Scans {
  private Scans() {}

  static ReadContext context(PredicateCompiler predicates) {
    return new ReadContext(predicates, List.of(), MemoryPool.root("test", 1L << 30));
  }

  static ParquetScanRequest all(ParquetFile file, int batchRows) {
    List<Integer> columns = IntStream.range(0, file.schema().size()).boxed().toList();
    return new ParquetScanRequest(columns, List.of(), List.of(), batchRows);
  }

  static ParquetScanRequest filtered(ParquetFile file, Expression... filters) {
    return new ParquetScanRequest(
        all(file, 1).columns(), List.of(filters), List.of(), Batch.DEFAULT_ROWS);
  }

  /// The rows of the whole file in the Java form of `Values`.
  static List<List<@Nullable Object>> rows(ParquetFile file, ParquetScanRequest request) {
    List<DataType> types = file.schema().select(request.columns()).types();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    forEachBatch(file, request, batch -> addRows(types, batch, rows));
    return rows;
  }

  static void forEachBatch(ParquetFile file, ParquetScanRequest request, Consumer<Batch> consumer) {
    forEachBatch(file, request, context(NaivePredicate::new), consumer);
  }

  static void forEachBatch(
      ParquetFile file, ParquetScanRequest request, ReadContext context, Consumer<Batch> consumer) {
    try (SplitReader reader =
        ParquetScan.open(file, 0, file.rowGroups().size(), request, "", context)) {
      while (reader.read() instanceof Progress.Rows some) {
        consumer.accept(some.batch());
      }
    }
  }

  static void addRows(List<DataType> types, Batch batch, List<List<@Nullable Object>> rows) {
    for (int i = 0; i < batch.rowCount(); i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int column = 0; column < types.size(); column++) {
        row.add(ColumnValues.get(types.get(column), batch.column(column), batch.row(i)));
      }
      rows.add(row);
    }
  }
}
