package io.thalweg.benchmarks.fuzz;

/// What came of one query.
sealed interface Outcome {

  /// All answers are equal, or both engines refuse for the same reason.
  record Same() implements Outcome {}

  /// DuckDB does not take the query; a fault of the generator.
  record NotComparable(String reason) implements Outcome {}

  /// A difference that `docs/dialect.md` explains.
  record Explained(String reason) implements Outcome {}

  /// @param variant the settings under which Thalweg answered
  record Different(String variant, String what) implements Outcome {}
}
