package io.thalweg.connectors.files.table;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where each output column of a scan comes from in one file. Immutable.
///
/// @param fromFile the file's columns to read
/// @param sources by output column: the index in `fromFile`, or -1
/// @param constants by output column: its one value where the source is -1
record FileColumns(
    List<Integer> fromFile, List<Integer> sources, List<@Nullable FlatColumn> constants) {

  static FileColumns of(Member member, Schema schema, List<Integer> columns) {
    List<Integer> fromFile = new ArrayList<>();
    List<Integer> sources = new ArrayList<>();
    List<@Nullable FlatColumn> constants = new ArrayList<>();
    for (int column : columns) {
      if (member.isConstant(column)) {
        sources.add(-1);
        constants.add(ColumnBuilder.single(schema.type(column), member.constants().get(column)));
      } else {
        sources.add(fromFile.size());
        constants.add(null);
        fromFile.add(member.ordinals()[column]);
      }
    }
    return new FileColumns(fromFile, sources, constants);
  }

  /// Whether the file's batches are the output as they are.
  boolean isPlain() {
    return !sources.contains(-1);
  }

  Batch assemble(Batch batch) {
    if (isPlain()) {
      return batch;
    }
    List<Column> columns = new ArrayList<>(sources.size());
    for (int i = 0; i < sources.size(); i++) {
      @Nullable FlatColumn constant = constants.get(i);
      columns.add(
          constant == null
              ? batch.column(sources.get(i))
              : new ConstantColumn(constant, batch.length()));
    }
    return batch.withColumns(columns);
  }
}
