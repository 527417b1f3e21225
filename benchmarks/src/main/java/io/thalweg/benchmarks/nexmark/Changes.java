package io.thalweg.benchmarks.nexmark;

import io.thalweg.benchmarks.compare.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows that a continuous query has yielded so far, as a multiset. Used by one thread.
final class Changes {
  private final Map<List<@Nullable Object>, Long> rows = new HashMap<>();

  /// Adds a row `weight` times; takes it away when that is negative.
  void add(List<@Nullable Object> row, long weight) {
    rows.merge(row, weight, (one, other) -> one + other == 0 ? null : one + other);
  }

  /// How the rows differ from the answer of a bounded query, in words.
  Optional<String> differenceTo(Answer bounded) {
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
