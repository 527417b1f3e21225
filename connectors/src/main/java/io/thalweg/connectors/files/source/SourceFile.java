package io.thalweg.connectors.files.source;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.type.Schema;
import java.util.List;

/// One file that was opened: its schema and how to read it. Immutable, thread-safe, cached; needs
/// no closing.
public interface SourceFile {

  FileStamp stamp();

  Schema schema();

  default TableStatistics statistics() {
    return TableStatistics.UNKNOWN;
  }

  /// The order of rows within each split; empty when there is none.
  default List<SortKey> ordering() {
    return List.of();
  }

  /// Whether the rows that statistics and splits tell are counts, not estimates.
  default boolean rowCountsAreExact() {
    return false;
  }

  /// Whether [#open] applies this conjunct over the file's columns exactly.
  ///
  /// @param conjunct may hold parameters
  default boolean isExact(Expression conjunct) {
    return false;
  }

  /// Pieces to read, without those that `filters` make impossible. The label of a split begins with
  /// the file's name.
  ///
  /// @param filters conjuncts over the file's columns
  List<Split> splits(List<Expression> filters);

  /// The parts of a piece, as [io.thalweg.core.connector.Table#divided] tells.
  default List<Split> divided(Split split, int parts) {
    return List.of(split);
  }

  /// Opens a piece.
  ///
  /// @param split one of [#splits], possibly with a `position` to go on from
  SplitReader open(Split split, FileScan scan, ReadContext context);

  /// The same file read with these column types; only for formats that guess.
  ///
  /// @param wanted the file's columns by name with wider types, possibly among others
  default SourceFile readAs(Schema wanted) {
    throw SourceFormat.typesAreFixed(wanted);
  }
}
