package io.thalweg.connectors;

import io.thalweg.core.connector.PredicateCompiler;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.SplitReader.Progress;
import io.thalweg.core.connector.Table;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads whole tables in tests, all splits in order.
public final class TableReads {
  private static final PredicateCompiler NO_PREDICATES =
      predicate -> {
        throw new IllegalStateException("unexpected filter " + predicate);
      };

  private TableReads() {}

  public static ScanRequest request(Table table, OptionalLong limit) {
    return request(
        IntStream.range(0, table.schema().size()).boxed().toList(), List.of(), limit, 2048);
  }

  public static ScanRequest request(
      List<Integer> columns, List<Expression> filters, OptionalLong limit, int batchRows) {
    return new ScanRequest(columns, filters, limit, batchRows);
  }

  public static ReadContext context() {
    return new ReadContext(NO_PREDICATES, List.of(), MemoryPool.root("test", 1L << 30));
  }

  /// The rows of a table in the Java form of `Values`.
  public static List<List<@Nullable Object>> rows(Table table) {
    return rows(table, request(table, OptionalLong.empty()));
  }

  /// The rows with the hidden row id as their last value.
  public static List<List<@Nullable Object>> rowsWithRowIds(Table table) {
    List<Integer> all = IntStream.range(0, table.schemaWithRowId().size()).boxed().toList();
    return rows(table, new ScanRequest(all, List.of(), OptionalLong.empty(), 2048));
  }

  public static List<List<@Nullable Object>> rows(Table table, ScanRequest request) {
    Schema schema = table.schemaWithRowId().select(request.columns());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    forEachBatch(table, request, batch -> addRows(schema.types(), batch, rows));
    return rows;
  }

  public static void forEachBatch(Table table, ScanRequest request, Consumer<Batch> action) {
    for (Split split : table.splits(request)) {
      try (SplitReader reader = table.open(split, request, context())) {
        boolean more = true;
        while (more) {
          more = step(reader.read(), action);
        }
      }
    }
  }

  /// How many rows are left out when the whole table is read.
  public static int skipped(Table table) {
    int skipped = 0;
    ScanRequest request = request(table, OptionalLong.empty());
    for (Split split : table.splits(request)) {
      try (SplitReader reader = table.open(split, request, context())) {
        boolean more = true;
        while (more) {
          more = step(reader.read(), _ -> {});
          skipped += reader.takeSkipped();
        }
      }
    }
    return skipped;
  }

  private static boolean step(Progress progress, Consumer<Batch> action) {
    return switch (progress) {
      case Progress.Rows rows -> {
        action.accept(rows.batch());
        yield true;
      }
      case Progress.Pending pending -> {
        pending.ready().join();
        yield true;
      }
      case Progress.Mark _ -> true;
      case Progress.Finished _ -> false;
    };
  }

  private static void addRows(
      List<DataType> types, Batch batch, List<List<@Nullable Object>> rows) {
    for (int i = 0; i < batch.rowCount(); i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int column = 0; column < types.size(); column++) {
        row.add(ColumnValues.get(types.get(column), batch.column(column), batch.row(i)));
      }
      rows.add(row);
    }
  }
}
