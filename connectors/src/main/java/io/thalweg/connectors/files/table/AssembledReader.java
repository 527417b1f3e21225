package io.thalweg.connectors.files.table;

import io.thalweg.core.connector.RuntimeFilter;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ConstantColumn;
import java.util.List;

/// Adds a file's constants to what its reader yields, stops at the limit, and stops when a runtime
/// filter turns out to exclude a constant.
final class AssembledReader implements SplitReader {
  private final SplitReader reader;
  private final FileColumns columns;
  private final List<ConstantFilter> filters;
  private long rowsLeft;

  /// A join's filter over a column that has one value in this file.
  ///
  /// @param value of one row
  record ConstantFilter(RuntimeFilter filter, ConstantColumn value) {
    boolean excludes() {
      return filter.isReady() && filter.select(value, new int[1], 1, new int[1]) == 0;
    }
  }

  AssembledReader(
      SplitReader reader, FileColumns columns, List<ConstantFilter> filters, long limit) {
    this.reader = reader;
    this.columns = columns;
    this.filters = filters;
    this.rowsLeft = limit;
  }

  @Override
  public Progress read() {
    if (rowsLeft <= 0 || filters.stream().anyMatch(ConstantFilter::excludes)) {
      return Progress.Finished.INSTANCE;
    }
    return switch (reader.read()) {
      case Progress.Rows(Batch batch) -> {
        Batch rows = columns.assemble(batch);
        Batch kept = rows.rowCount() <= rowsLeft ? rows : rows.slice(0, (int) rowsLeft);
        rowsLeft -= kept.rowCount();
        yield new Progress.Rows(kept);
      }
      case Progress.Pending pending -> pending;
      case Progress.Mark mark -> mark;
      case Progress.Finished finished -> finished;
    };
  }

  @Override
  public String position() {
    return reader.position();
  }

  @Override
  public void close() {
    reader.close();
  }
}
