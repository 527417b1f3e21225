package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.codec.Decompressor;
import io.thalweg.connectors.files.parquet.format.RowGroupMetadata;
import io.thalweg.connectors.files.parquet.format.SchemaNode;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.memory.MemoryReservation;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads some row groups of one file window by window: filter columns first, the others only for
/// windows and rows that are left.
public final class ScanReader implements SplitReader {
  /// Windows without a row that one step passes over before it hands control back.
  private static final int WINDOWS_PER_STEP = 16;

  private final List<RowGroupMetadata> groups;
  private final Predicate<RowGroupMetadata> mayMatch;
  private final Function<RowGroupMetadata, ExcludedRows> excludedRows;
  private final List<FilterStage> stages;
  private final int[] output;
  private final int slotCount;
  private final int batchRows;
  private final Decompressor decompressor = new Decompressor();
  private final MemoryReservation memory;
  private final RowGroupColumns columns;
  private final Batch nothing;
  private int nextGroup;
  private long rowsLeft;
  private long skipRows;

  /// Of the current row group.
  private ExcludedRows excluded = ExcludedRows.NONE;

  private final ExcludedRows.Range part;

  /// The row behind the last one to read of the current row group.
  private long groupRows;

  /// What a scan is made of.
  ///
  /// @param name of the file, for errors
  /// @param file its bytes
  /// @param groups the row groups to read
  /// @param mayMatch asked before each row group whether to read it at all
  /// @param excludedRows asked once per row group that is read
  /// @param memory closed with the reader
  /// @param cache null: nothing is kept, nothing is taken
  /// @param rows of each row group those to read
  public record Input(
      String name,
      MemorySegment file,
      List<RowGroupMetadata> groups,
      Predicate<RowGroupMetadata> mayMatch,
      Function<RowGroupMetadata, ExcludedRows> excludedRows,
      MemoryReservation memory,
      ColumnCache.@Nullable OfFile cache,
      ExcludedRows.Range rows) {}

  ScanReader(Input input, ScanPlan plan, int batchRows, String position) {
    this.groups = input.groups();
    this.mayMatch = input.mayMatch();
    this.excludedRows = input.excludedRows();
    this.memory = input.memory();
    this.part = input.rows();
    this.stages = plan.stages();
    this.output = plan.output();
    this.batchRows = batchRows;
    List<SchemaNode> slots = plan.slots();
    this.slotCount = slots.size();
    this.columns = new RowGroupColumns(input, slots, decompressor);
    this.nothing = nothing(slots, output);
    if (!position.isEmpty()) {
      int colon = position.indexOf(':');
      this.nextGroup = Integer.parseInt(position.substring(0, colon));
      this.skipRows = Long.parseLong(position.substring(colon + 1));
    }
  }

  private static Batch nothing(List<SchemaNode> slots, int[] output) {
    List<FlatColumn> empty =
        java.util.Arrays.stream(output)
            .mapToObj(slot -> new ColumnBuilder(slots.get(slot).type()).build())
            .toList();
    return Batch.of(0, empty);
  }

  @Override
  public Progress read() {
    for (int i = 0; i < WINDOWS_PER_STEP; i++) {
      if (rowsLeft == 0 && !nextGroup()) {
        return Progress.Finished.INSTANCE;
      }
      if (skipExcluded()) {
        continue;
      }
      Batch batch = nextWindow();
      if (!batch.isEmpty()) {
        return new Progress.Rows(batch);
      }
    }
    return new Progress.Rows(nothing);
  }

  /// Steps to the next row group that may hold wanted rows; false at the end.
  private boolean nextGroup() {
    while (nextGroup < groups.size()) {
      RowGroupMetadata group = groups.get(nextGroup++);
      long skip = Math.max(skipRows, part.from());
      long end = Math.min(group.rows(), part.to());
      skipRows = 0;
      if (end > skip && mayMatch.test(group)) {
        columns.begin(group);
        excluded = excludedRows.apply(group);
        groupRows = end;
        rowsLeft = groupRows;
        skip(skip);
        return true;
      }
    }
    return false;
  }

  /// Passes over whole windows that are excluded; windows stay where they would be without.
  private boolean skipExcluded() {
    long at = groupRows - rowsLeft;
    long end = excluded.next(at);
    long windows = end >= groupRows ? rowsLeft : (end - at) / batchRows * batchRows;
    skip(Math.min(windows, rowsLeft));
    return windows > 0;
  }

  private void skip(long rows) {
    long todo = rows;
    while (todo > 0) {
      int n = (int) Math.min(todo, Integer.MAX_VALUE);
      for (int slot = 0; slot < slotCount; slot++) {
        columns.skip(slot, n);
      }
      todo -= n;
    }
    rowsLeft -= rows;
  }

  private Batch nextWindow() {
    int rows = (int) Math.min(batchRows, rowsLeft);
    rowsLeft -= rows;
    Window window = new Window(columns, rows, slotCount);
    for (FilterStage stage : stages) {
      if (window.selected() == 0) {
        break;
      }
      stage.apply(window);
    }
    Batch batch = window.selected() == 0 ? nothing : window.batch(output);
    window.finish();
    return batch;
  }

  @Override
  public String position() {
    if (rowsLeft == 0) {
      return nextGroup + ":" + skipRows;
    }
    return (nextGroup - 1) + ":" + (groupRows - rowsLeft);
  }

  @Override
  public void close() {
    columns.close();
    decompressor.close();
    memory.close();
  }
}
