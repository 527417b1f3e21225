package io.thalweg.core.connector;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.Optional;

/// One version of one table. Thread-safe.
public interface Table {

  TableHandle handle();

  Schema schema();

  default TableStatistics statistics() {
    return TableStatistics.UNKNOWN;
  }

  default TableFacts facts() {
    return TableFacts.BOUNDED;
  }

  /// Which of these conjuncts the table's readers apply exactly, so that no filter has to stand
  /// above the scan. The others are still handed to [#splits] for pruning.
  ///
  /// @param conjuncts boolean, over the table's columns; deterministic, free of parameters
  /// @return a subset of `conjuncts`
  default List<Expression> exactFilters(List<Expression> conjuncts) {
    return List.of();
  }

  /// Whether a conjunct of this shape would be exact (asked before parameters have values).
  ///
  /// @param conjunct may hold parameters
  default boolean supportsExactly(Expression conjunct) {
    return exactFilters(List.of(conjunct)).size() == 1;
  }

  /// The pieces of input a scan reads, pruned by what `request` makes impossible. Lists files, so
  /// it may block; called on a virtual thread or at query start.
  List<Split> splits(ScanRequest request);

  /// The parts of a split that readers may read apart, so that few splits can occupy many workers.
  /// The split alone where reading it in parts would cost more than it gives.
  ///
  /// @param split one of [#splits]
  /// @param parts how many are of use
  default List<Split> divided(Split split, int parts) {
    return List.of(split);
  }

  /// Opens one split. Cheap: the first [SplitReader#read] does the work.
  ///
  /// @param request the one `split` was made for
  SplitReader open(Split split, ScanRequest request, ReadContext context);

  /// The table as a continuous query reads it; empty: it has no changes to follow and is read once,
  /// before the first epoch ends.
  default Optional<TableStream> stream() {
    return Optional.empty();
  }

  /// Where a continuous query writes.
  ///
  /// @param job names the writer for ever, so that commits can be told apart
  default StreamTarget streamTarget(String job) {
    throw notWritable();
  }

  /// Ordinals of the columns by which writers of [#streamTarget] know rows: all changes of one key
  /// come to one of them. Empty: any writer may get any row.
  default List<Integer> streamTargetKey() {
    return List.of();
  }

  /// Whether a continuous query may take rows back that it has written; see
  /// [StreamTarget#acceptsRetractions]. Asked at planning.
  default boolean acceptsRetractions() {
    return !streamTargetKey().isEmpty();
  }

  /// Whether rows can be appended ([#insert]).
  default boolean isWritable() {
    return false;
  }

  /// A sink for rows to append; the rows are of [#schema].
  default TableSink insert() {
    throw notWritable();
  }

  /// A sink for changes; see [ChangeAction] for the rows it takes. The table must expose its row
  /// identity as the hidden column [#ROW_ID].
  default TableSink change() {
    throw notWritable();
  }

  /// The name of the hidden BIGINT column by which changes name rows. It is the last column of
  /// [#schemaWithRowId] and never part of `*`.
  String ROW_ID = "_rowid";

  /// [#schema] and behind it the hidden [#ROW_ID] column, when the table can be changed. Scans name
  /// columns by ordinals of this schema.
  default Schema schemaWithRowId() {
    return schema();
  }

  private ThalwegException notWritable() {
    return new ThalwegException(
        ErrorCode.READ_ONLY,
        "table " + handle() + " cannot be written; copy it: CREATE TABLE t AS SELECT …");
  }
}
