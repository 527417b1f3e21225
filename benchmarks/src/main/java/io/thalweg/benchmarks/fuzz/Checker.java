package io.thalweg.benchmarks.fuzz;

import java.sql.SQLException;

/// Checks random queries. Used by one thread.
interface Checker extends AutoCloseable {

  /// The query of a seed.
  Checked check(long seed) throws SQLException;

  @Override
  void close() throws SQLException;

  /// One query and what came of it.
  record Checked(long seed, Query query, Outcome outcome) {

    /// What a person needs to look into it.
    String report() {
      return "seed "
          + seed
          + ": "
          + outcome
          + System.lineSeparator()
          + "  "
          + query.sql().ours()
          + System.lineSeparator();
    }
  }
}
