package io.thalweg.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Arrays;

/// Turns the failure of one statement of a batch into what JDBC wants.
final class BatchFailure {
  private BatchFailure() {}

  /// One update of a batch.
  interface Update {
    int run() throws SQLException;
  }

  /// @param counts of the updates before
  /// @param index of this update
  static int guard(int[] counts, int index, Update update) throws BatchUpdateException {
    try {
      return update.run();
    } catch (SQLException e) {
      throw new BatchUpdateException(
          "statement " + (index + 1) + " of the batch: " + e.getMessage(),
          e.getSQLState(),
          e.getErrorCode(),
          Arrays.copyOf(counts, index),
          e);
    }
  }
}
