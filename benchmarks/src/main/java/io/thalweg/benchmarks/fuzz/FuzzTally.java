package io.thalweg.benchmarks.fuzz;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/// Counts what comes of queries and prints what is worth it. Thread-safe.
final class FuzzTally {
  private static final int PROGRESS = 1_000;

  private final PrintWriter out;
  private final boolean show;
  private final boolean verbose;
  private final Map<String, Long> sums = new TreeMap<>();
  private long queries;
  private boolean different;

  /// @param show also what DuckDB is asked
  /// @param verbose also what is explained or not comparable
  FuzzTally(PrintWriter out, boolean show, boolean verbose) {
    this.out = out;
    this.show = show;
    this.verbose = verbose;
  }

  synchronized void add(Checker.Checked checked) {
    different |= checked.outcome() instanceof Outcome.Different;
    sums.merge(name(checked.outcome()), 1L, Long::sum);
    if (show) {
      out.println("-- DuckDB: " + checked.query().sql().theirs());
    }
    if (show || checked.outcome() instanceof Outcome.Different || isTold(checked.outcome())) {
      out.print(checked.report());
      out.flush();
    }
    queries++;
    if (queries % PROGRESS == 0) {
      out.println(queries + " queries: " + sums);
      out.flush();
    }
  }

  /// Prints the sums.
  synchronized void end() {
    out.println(sums);
    out.flush();
  }

  synchronized boolean isDifferent() {
    return different;
  }

  private boolean isTold(Outcome outcome) {
    return verbose && !(outcome instanceof Outcome.Same);
  }

  private static String name(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Same _ -> "same";
      case Outcome.NotComparable _ -> "not comparable";
      case Outcome.Explained explained -> "explained: " + explained.reason();
      case Outcome.Different _ -> "different";
    };
  }
}
