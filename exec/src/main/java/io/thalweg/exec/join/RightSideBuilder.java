package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.Columns;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts collected batches together, a column per step. One task's work.
final class RightSideBuilder {
  private final Schema schema;
  private final List<Batch> batches;
  private final List<Column> columns = new ArrayList<>();
  private @Nullable Batch rows;

  /// @param batches without selections
  RightSideBuilder(Schema schema, List<Batch> batches) {
    this.schema = schema;
    this.batches = new ArrayList<>(batches);
  }

  /// Does a piece of the work.
  ///
  /// @return all rows once they are together
  @Nullable Batch step() {
    int ordinal = columns.size();
    if (ordinal < schema.size()) {
      columns.add(
          batches.isEmpty() ? ColumnBuilder.of(schema.type(ordinal), List.of()) : concat(ordinal));
    } else if (rows == null) {
      rows = Batch.of(batches.stream().mapToInt(Batch::length).sum(), columns);
      batches.clear();
    }
    return rows;
  }

  private Column concat(int ordinal) {
    try {
      return Columns.concat(batches.stream().map(batch -> batch.column(ordinal)).toList());
    } catch (ArithmeticException e) {
      throw new ThalwegException(
          ErrorCode.MEMORY_LIMIT_EXCEEDED,
          "a join keeps more than 2 GiB of the column '"
              + schema.field(ordinal).name()
              + "' of its right side; filter that side or leave the column out",
          e);
    }
  }
}
