package io.thalweg.connectors.files.directory;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.Table;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.ConstantColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads one file, or one piece of it, as rows of the table: its own columns and those of its path.
final class OneFileReader implements SplitReader {
  private final DirectoryLayout layout;
  private final ScanRequest request;
  private final List<@Nullable Object> constants;
  private final SplitReader reader;
  private long rowsLeft;

  /// @param split one of [#splits]
  OneFileReader(
      DirectoryLayout layout, String name, Split split, ScanRequest request, ReadContext context) {
    this.layout = layout;
    this.request = request;
    this.rowsLeft = request.limit().orElse(Long.MAX_VALUE);
    this.constants = PartitionPath.values(layout.schema(), layout.partitions(), name);
    Table file = layout.reading().apply(layout.path(name));
    this.reader =
        file.open(
            split,
            own(layout, file, layout.path(name), request),
            new ReadContext(context.predicates(), List.of(), context.memory()));
  }

  /// The pieces of one file.
  static List<Split> splits(DirectoryLayout layout, String name, ScanRequest request) {
    Path path = layout.path(name);
    Table file = layout.reading().apply(path);
    return file.splits(own(layout, file, path, request));
  }

  /// The request for the file's own columns.
  private static ScanRequest own(
      DirectoryLayout layout, Table file, Path path, ScanRequest request) {
    List<Integer> columns = new ArrayList<>();
    for (int ordinal : request.columns()) {
      if (!layout.partitions().contains(ordinal)) {
        columns.add(layout.positionIn(file, ordinal, path));
      }
    }
    return new ScanRequest(columns, List.of(), OptionalLong.empty(), request.batchRows());
  }

  @Override
  public Progress read() {
    if (rowsLeft <= 0) {
      return Progress.Finished.INSTANCE;
    }
    return switch (reader.read()) {
      case Progress.Rows(Batch batch) -> new Progress.Rows(assemble(batch));
      case Progress.Pending pending -> pending;
      case Progress.Mark mark -> mark;
      case Progress.Finished finished -> finished;
    };
  }

  private Batch assemble(Batch own) {
    List<Column> columns = new ArrayList<>();
    int next = 0;
    for (int ordinal : request.columns()) {
      int partition = layout.partitions().indexOf(ordinal);
      columns.add(partition < 0 ? own.column(next++) : constant(ordinal, partition, own.length()));
    }
    Batch all = own.withColumns(columns);
    Batch kept = all.rowCount() <= rowsLeft ? all : all.slice(0, (int) rowsLeft);
    rowsLeft -= kept.rowCount();
    return kept;
  }

  private ConstantColumn constant(int ordinal, int partition, int length) {
    return ColumnBuilder.constant(layout.schema().type(ordinal), constants.get(partition), length);
  }

  @Override
  public void close() {
    reader.close();
  }
}
