package io.thalweg.benchmarks.slt;

import java.util.List;

/// One record of a test file.
sealed interface SltRecord {

  /// The line of the file, from 1, that says what the record is.
  int line();

  /// @param ok whether the statement has to succeed; it has to fail otherwise
  record Statement(int line, String sql, boolean ok) implements SltRecord {}

  /// @param types one letter per column: I (integer), R (three decimals) or T (text)
  /// @param label queries of one file with the same label have the same answer; empty for none
  /// @param expected the values, or one line `n values hashing to md5`
  record Query(int line, String sql, String types, Sort sort, String label, List<String> expected)
      implements SltRecord {
    public Query {
      expected = List.copyOf(expected);
    }
  }

  /// A statement or query that is meant for other engines.
  ///
  /// @param reason the condition, such as `onlyif mysql`
  record Skipped(int line, String reason) implements SltRecord {}

  /// What is done to an answer before it is compared.
  enum Sort {
    NOSORT,
    /// The rows, as text, column by column.
    ROWSORT,
    /// All values, whatever row they are in.
    VALUESORT
  }
}
