package io.thalweg.benchmarks.fuzz;

import io.thalweg.benchmarks.compare.Answer;
import io.thalweg.benchmarks.compare.LiveViews;
import io.thalweg.core.error.ThalwegException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The materialized view of one random query. Used by the fuzzer's thread.
final class FuzzedView {
  private static final List<Integer> BATCH_ROWS = List.of(7, 2048);
  private static final int MOST_PARALLELISM = 3;

  /// Cross joins multiply; comparing their many rows would teach nothing new.
  private static final int MOST_ROWS = 20_000;

  private final LiveViews views;
  private final long seed;
  private final Query query;
  private final String sql;
  private final String name;
  private Outcome outcome = new Outcome.Same();
  private @Nullable Answer first;

  FuzzedView(LiveViews views, long seed, Query query) {
    this.views = views;
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
      views.run("SET batch_rows = " + BATCH_ROWS.get(random.nextInt(BATCH_ROWS.size())));
      views.run("SET parallelism = " + (1 + random.nextInt(MOST_PARALLELISM)));
      views.run("CREATE MATERIALIZED VIEW " + name + " AS " + sql);
    } catch (ThalwegException e) {
      differs("creation", e.code() + " " + e.getMessage());
    }
  }

  /// The answer of the bounded query; null, and the outcome is settled, when it fails or has too
  /// many rows.
  private @Nullable Answer bounded() {
    try {
      Answer answer = views.read(sql, MOST_ROWS);
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
      views.difference(name, expected).ifPresent(difference -> differs(when, difference));
    } catch (ThalwegException e) {
      differs(when, e.code() + " " + e.getMessage());
    }
  }

  private void differs(String when, String what) {
    outcome = new Outcome.Different(when, what);
  }

  void drop() {
    try {
      views.run("DROP MATERIALIZED VIEW IF EXISTS " + name);
    } catch (ThalwegException e) {
      differs("drop", e.code() + " " + e.getMessage());
    }
  }
}
