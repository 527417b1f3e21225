package io.thalweg.benchmarks.nexmark;

import io.thalweg.benchmarks.compare.Answer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows that a continuous query has yielded so far, as a multiset. Used by one thread.
public final class Changes {
  private static final String EPOCH = "_epoch";

  /// Columns before those of the query: epoch and weight.
  static final int COLUMNS = 2;

  private final Map<List<@Nullable Object>, Long> rows = new HashMap<>();

  /// Everything that a continuous query yields.
  static Changes of(ResultSet result) throws SQLException {
    boolean weighted = areIn(result);
    Changes sum = new Changes();
    for (List<@Nullable Object> row : Answer.read(result).rows()) {
      if (weighted) {
        sum.addChange(row);
      } else {
        sum.add(row, 1);
      }
    }
    return sum;
  }

  /// Whether rows come with their epoch and weight; otherwise none is ever taken away.
  static boolean areIn(ResultSet result) throws SQLException {
    return result.getMetaData().getColumnName(1).equals(EPOCH);
  }

  /// Adds a row that comes with its epoch and weight.
  void addChange(List<@Nullable Object> row) {
    long weight = row.get(1) instanceof Number number ? number.longValue() : 0;
    add(row.subList(COLUMNS, row.size()), weight);
  }

  /// Adds a row `weight` times; takes it away when that is negative.
  void add(List<@Nullable Object> row, long weight) {
    rows.merge(row, weight, (one, other) -> one + other == 0 ? null : one + other);
  }

  /// How the rows differ from the answer of a bounded query, in words.
  public Optional<String> differenceTo(Answer bounded) {
    Map<List<@Nullable Object>, Long> expected = new HashMap<>();
    bounded.rows().forEach(row -> expected.merge(row, 1L, Long::sum));
    if (rows.equals(expected)) {
      return Optional.empty();
    }
    for (Map.Entry<List<@Nullable Object>, Long> row : rows.entrySet()) {
      if (row.getValue() < 0) {
        return Optional.of(row.getKey() + " is taken away " + -row.getValue() + " times too often");
      }
    }
    // Unequal perhaps only in the last digits of doubles.
    List<List<@Nullable Object>> all = new ArrayList<>();
    rows.forEach((row, count) -> all.addAll(Collections.nCopies(Math.toIntExact(count), row)));
    return new Answer(all).differenceTo(bounded, List.of());
  }
}
