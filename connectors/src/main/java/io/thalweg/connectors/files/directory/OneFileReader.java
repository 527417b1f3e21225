package io.thalweg.connectors.files.directory;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.RuntimeFilter;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.Table;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.type.DataType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads one file, or one piece of it, as rows of the table: its own columns and those of its path.
///
/// The file gets the filters over its own columns, to prune. One over columns of the path that is
/// false for this file leaves it unread.
final class OneFileReader implements SplitReader {
  private final DirectoryLayout layout;
  private final ScanRequest request;
  private final Map<Integer, FlatColumn> constants;
  private final SplitReader reader;
  private long rowsLeft;

  /// @param split one of [#splits]
  OneFileReader(
      DirectoryLayout layout, String name, Split split, ScanRequest request, ReadContext context) {
    this.layout = layout;
    this.request = request;
    this.constants = constants(layout, name);
    this.rowsLeft = mayMatch(context) ? request.limit().orElse(Long.MAX_VALUE) : 0;
    Path path = layout.path(name);
    Table file = layout.reading().apply(path);
    this.reader = file.open(split, own(layout, file, path, request), own(file, path, context));
  }

  private static Map<Integer, FlatColumn> constants(DirectoryLayout layout, String name) {
    List<@Nullable Object> values =
        PartitionPath.values(layout.schema(), layout.partitions(), name);
    Map<Integer, FlatColumn> constants = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      int ordinal = layout.partitions().get(i);
      DataType type = layout.schema().type(ordinal);
      constants.put(ordinal, ColumnBuilder.constant(type, values.get(i), 1).value());
    }
    return constants;
  }

  /// Whether rows with the values of the file's path can pass the filters.
  private boolean mayMatch(ReadContext context) {
    List<Integer> partitions = layout.partitions();
    Batch path = Batch.of(1, partitions.stream().map(constants::get).toList());
    for (Expression filter : request.filters()) {
      if (Expressions.columns(filter).stream().allMatch(constants::containsKey)) {
        Expression own = Expressions.mapColumns(filter, partitions::indexOf);
        if (context.predicates().compile(own).select(path, new int[1]) == 0) {
          return false;
        }
      }
    }
    for (RuntimeFilter filter : context.runtimeFilters()) {
      FlatColumn value = constants.get(filter.column());
      if (value != null
          && filter.isReady()
          && filter.select(value, new int[1], 1, new int[1]) == 0) {
        return false;
      }
    }
    return true;
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
    IntUnaryOperator position = ordinal -> layout.positionIn(file, ordinal, path);
    List<Integer> columns =
        request.columns().stream()
            .filter(ordinal -> !layout.partitions().contains(ordinal))
            .map(position::applyAsInt)
            .toList();
    List<Expression> filters =
        request.filters().stream()
            .filter(
                filter ->
                    Expressions.columns(filter).stream().noneMatch(layout.partitions()::contains))
            .map(filter -> Expressions.mapColumns(filter, position))
            .toList();
    return new ScanRequest(columns, filters, OptionalLong.empty(), request.batchRows());
  }

  private ReadContext own(Table file, Path path, ReadContext context) {
    return context.withRuntimeFilters(
        context.runtimeFilters().stream()
            .filter(filter -> !layout.partitions().contains(filter.column()))
            .<RuntimeFilter>map(
                filter -> new MovedFilter(filter, layout.positionIn(file, filter.column(), path)))
            .toList());
  }

  /// A runtime filter whose column stands elsewhere in the file than in the table.
  private record MovedFilter(RuntimeFilter filter, int column) implements RuntimeFilter {
    @Override
    public boolean isReady() {
      return filter.isReady();
    }

    @Override
    public boolean mayMatch(long min, long max) {
      return filter.mayMatch(min, max);
    }

    @Override
    public int select(Column values, int[] rows, int count, int[] kept) {
      return filter.select(values, rows, count, kept);
    }
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
      FlatColumn constant = constants.get(ordinal);
      columns.add(
          constant == null ? own.column(next++) : new ConstantColumn(constant, own.length()));
    }
    Batch all = own.withColumns(columns);
    Batch kept = all.rowCount() <= rowsLeft ? all : all.slice(0, (int) rowsLeft);
    rowsLeft -= kept.rowCount();
    return kept;
  }

  @Override
  public void close() {
    reader.close();
  }
}
