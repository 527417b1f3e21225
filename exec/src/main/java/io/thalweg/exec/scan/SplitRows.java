package io.thalweg.exec.scan;

import io.thalweg.core.connector.Predicate;
import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Decides which rows of one split count: not those that come behind the split's watermark, and
/// only those that pass the filter. Used by one task.
final class SplitRows {
  private final @Nullable WatermarkSpec watermark;
  private final @Nullable Predicate filter;
  private final int[] columns;
  private final int @Nullable [] lateColumns;
  private long maxMicros;
  private int late;
  private @Nullable Batch lateRows;

  /// @param watermark its column counts among those the reader yields
  /// @param filter over the columns that the reader yields
  /// @param width of the reader's columns the first so many are wanted
  /// @param lateColumns those of late rows that are wanted; null: late rows are not
  /// @param maxMicros the greatest event time so far, `Long.MIN_VALUE` when there is none
  SplitRows(
      Optional<WatermarkSpec> watermark,
      Optional<Predicate> filter,
      int width,
      int @Nullable [] lateColumns,
      long maxMicros) {
    this.lateColumns = lateColumns;
    this.watermark = watermark.orElse(null);
    this.filter = filter.orElse(null);
    this.columns = IntStream.range(0, width).toArray();
    this.maxMicros = maxMicros;
  }

  /// The rows of `batch` that count.
  Batch admit(Batch batch) {
    WatermarkSpec spec = watermark;
    if (spec == null) {
      return batch;
    }
    Batch admitted = dropLate(batch, spec);
    if (filter != null) {
      int[] selection = new int[admitted.rowCount()];
      admitted = admitted.withSelection(selection, filter.select(admitted, selection));
    }
    return admitted.columns().size() == columns.length ? admitted : admitted.select(columns);
  }

  /// Event times that are NULL are never late.
  private Batch dropLate(Batch batch, WatermarkSpec spec) {
    Column column = batch.column(spec.column());
    FlatColumn flat = column.flatten();
    if (!(flat instanceof LongColumn times)) {
      throw new IllegalStateException("event times of layout " + flat.layout());
    }
    long[] values = times.values();
    int rows = batch.rowCount();
    int[] kept = new int[rows];
    int count = 0;
    long max = maxMicros;
    long delay = spec.delayMicros();
    for (int i = 0; i < rows; i++) {
      int row = batch.row(i);
      if (times.isNull(row)) {
        kept[count++] = row;
        continue;
      }
      long time = values[row];
      if (max == Long.MIN_VALUE || time >= max - delay) {
        kept[count++] = row;
        max = Math.max(max, time);
      }
    }
    maxMicros = max;
    late += rows - count;
    if (lateColumns != null && count < rows) {
      lateRows = others(batch, kept, count).select(lateColumns);
    }
    return count == rows ? batch : batch.withSelection(kept, count);
  }

  /// The rows of `batch` that are not among the first `count` of `kept`.
  private static Batch others(Batch batch, int[] kept, int count) {
    int rows = batch.rowCount();
    int[] others = new int[rows - count];
    int at = 0;
    for (int i = 0; i < rows; i++) {
      int row = batch.row(i);
      int known = i - at;
      if (known >= count || kept[known] != row) {
        others[at++] = row;
      }
    }
    return batch.withSelection(others, at);
  }

  /// The late rows of the last batch, where they are wanted; null when there are none.
  @Nullable Batch takeLateRows() {
    Batch taken = lateRows;
    lateRows = null;
    return taken;
  }

  /// The greatest event time so far; `Long.MIN_VALUE` when there is none.
  long maxMicros() {
    return maxMicros;
  }

  /// No row that counts has an event time below; `Long.MIN_VALUE` when there is none yet.
  long watermarkMicros() {
    return watermark == null || maxMicros == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : Math.max(Long.MIN_VALUE + 1, maxMicros - watermark.delayMicros());
  }

  /// How many rows were late since the last call.
  int takeLate() {
    int taken = late;
    late = 0;
    return taken;
  }
}
