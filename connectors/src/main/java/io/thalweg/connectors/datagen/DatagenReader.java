package io.thalweg.connectors.datagen;

import io.thalweg.connectors.generator.Pace;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the rows of one split. Its position is the number of the next row.
final class DatagenReader implements SplitReader {
  /// Rows per step, so that one step stays below a millisecond.
  private static final int STEP_ROWS = 2048;

  private final DatagenTable table;
  private final List<GeneratedValues> columns;
  private final @Nullable Pace pace;
  private final long[] numbers;
  private long next;
  private long rowsLeft;

  /// @param pace null: as fast as possible
  DatagenReader(DatagenTable table, ScanRequest request, long first, @Nullable Pace pace) {
    this.table = table;
    this.columns = request.columns().stream().map(table.columns()::get).toList();
    this.pace = pace;
    this.numbers = new long[Math.min(request.batchRows(), STEP_ROWS)];
    this.next = first;
    this.rowsLeft = request.limit().orElse(Long.MAX_VALUE);
  }

  @Override
  public Progress read() {
    if (next >= table.rows() || rowsLeft == 0) {
      return Progress.Finished.INSTANCE;
    }
    long end = table.rows();
    if (pace != null) {
      long due = pace.due(next);
      if (next >= due) {
        return new Progress.Pending(pace.ready(next, due));
      }
      end = Math.min(end, due);
    }
    int count = 0;
    while (count < numbers.length && count < rowsLeft && next < end) {
      numbers[count++] = next;
      next += table.splitCount();
    }
    rowsLeft -= count;
    int rows = count;
    List<Column> made =
        columns.stream().map(column -> column.make(table.clock(), numbers, rows)).toList();
    return new Progress.Rows(Batch.of(rows, made));
  }

  @Override
  public String position() {
    return Long.toString(next);
  }

  @Override
  public boolean hasPassed(String end) {
    return next >= Long.parseLong(end);
  }

  @Override
  public void close() {
    rowsLeft = 0;
  }
}
