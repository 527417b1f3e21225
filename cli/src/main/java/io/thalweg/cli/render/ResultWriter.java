package io.thalweg.cli.render;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/// Writes a result in one format. Immutable; may be used for many results.
@FunctionalInterface
public interface ResultWriter {

  /// Reads `rows` to their end and flushes `out`, which stays open.
  ///
  /// @return the number of rows
  long write(Rows rows, OutputStream out) throws SQLException, IOException;
}
