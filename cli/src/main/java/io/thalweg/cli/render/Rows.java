package io.thalweg.cli.render;

import java.io.Flushable;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/// A result that is read once, row by row. Columns count from 0. Used by one thread; its maker
/// closes it.
public interface Rows {

  List<Column> columns();

  /// Moves to the next row, the first one at first.
  ///
  /// @return false behind the last row
  boolean next() throws SQLException;

  /// Has `writer` flushed whenever [#next] may take a while, as in a continuous query.
  default void flushBeforeWaiting(Flushable writer) {
    // Bounded results are flushed at their end.
  }

  /// Whether [#next] may take a while.
  default boolean mayWait() {
    return false;
  }

  /// A value as SQL prints it; null for NULL.
  @Nullable String text(int column) throws SQLException;

  /// A value as JDBC yields it; null for NULL.
  @Nullable Object value(int column) throws SQLException;

  /// The batches below, for who takes them whole and does not call [#next].
  Optional<ArrowReader> batches();

  /// @param type the SQL type's name
  /// @param number whether its values are numbers, which are put to the right
  record Column(String name, String type, boolean number) {}
}
