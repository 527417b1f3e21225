package io.thalweg.benchmarks.fuzz;

import java.sql.SQLException;
import java.util.function.Consumer;

/// Checks random queries. Used by one thread.
interface Checker extends AutoCloseable {

  /// The queries of the seeds from `first` to before `end`, in order.
  void check(long first, long end, Consumer<Checked> each) throws SQLException;

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
