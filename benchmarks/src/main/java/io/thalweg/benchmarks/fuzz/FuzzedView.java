package io.thalweg.benchmarks.fuzz;

import io.thalweg.benchmarks.compare.Answer;
import io.thalweg.core.error.ThalwegException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The materialized view of one random query. Used by the fuzzer's thread.
final class FuzzedView {
  private static final List<Integer> BATCH_ROWS = List.of(7, 2048);
  private static final int MOST_PARALLELISM = 3;

  /// How often a view that differs is asked to catch up before the difference counts: rows that are
  /// on their way while it comes to rest are no fault.
  private static final int ATTEMPTS = 4;

  private static final long PAUSE_MILLIS = 50;

  /// Cross joins multiply; comparing their many rows would teach nothing new.
  private static final int MOST_ROWS = 20_000;

  private final ContinuousFuzzer fuzzer;
  private final long seed;
  private final Query query;
  private final String sql;
  private final String name;
  private Outcome outcome = new Outcome.Same();
  private @Nullable Answer first;

  FuzzedView(ContinuousFuzzer fuzzer, long seed, Query query) {
    this.fuzzer = fuzzer;
    this.seed = seed;
    this.query = query;
    this.sql = query.sql().ours();
    this.name = "fuzzed" + seed;
  }

  Checker.Checked checked() {
    return new Checker.Checked(seed, query, outcome);
  }

  /// Whether a table's name stands in the query; also where it is an alias, which does no harm.
  boolean mentions(String table) {
    return Pattern.compile("\\b" + table + "\\b").matcher(sql).find();
  }

  private boolean isOpen() {
    return outcome instanceof Outcome.Same;
  }

  /// Creates the view, unless its query fails.
  void create() {
    first = bounded();
    if (first == null) {
      return;
    }
    Random random = new Random(seed);
    try {
      fuzzer.run("SET batch_rows = " + BATCH_ROWS.get(random.nextInt(BATCH_ROWS.size())));
      fuzzer.run("SET parallelism = " + (1 + random.nextInt(MOST_PARALLELISM)));
      fuzzer.run("CREATE MATERIALIZED VIEW " + name + " AS " + sql);
    } catch (ThalwegException e) {
      differs("creation", e.code() + " " + e.getMessage());
    }
  }

  /// The answer of the bounded query; null, and the outcome is settled, when it fails or has too
  /// many rows.
  private @Nullable Answer bounded() {
    try {
      Answer answer = fuzzer.read(sql, MOST_ROWS);
      if (answer.rows().size() < MOST_ROWS) {
        return answer;
      }
      outcome = new Outcome.NotComparable("many rows");
    } catch (ThalwegException e) {
      outcome = new Outcome.NotComparable("the bounded query fails");
    }
    return null;
  }

  /// Compares what the view holds with the bounded query's answer.
  void compare(String when) {
    if (!isOpen()) {
      return;
    }
    // Nothing changes between the creation and the first comparison.
    Answer expected = first == null ? bounded() : first;
    first = null;
    if (expected == null) {
      return;
    }
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        if (!fuzzer.refresh(name)) {
          differs(when, "the view does not come to rest");
          return;
        }
        Optional<String> difference =
            fuzzer.read("SELECT * FROM " + name, MOST_ROWS).differenceTo(expected, List.of());
        if (difference.isEmpty()) {
          return;
        }
        if (attempt == ATTEMPTS) {
          differs(when, difference.get());
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (ThalwegException e) {
      differs(when, e.code() + " " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      differs(when, "interrupted");
    }
  }

  private void differs(String when, String what) {
    outcome = new Outcome.Different(when, what);
  }

  void drop() {
    fuzzer.run("DROP MATERIALIZED VIEW IF EXISTS " + name);
  }
}
