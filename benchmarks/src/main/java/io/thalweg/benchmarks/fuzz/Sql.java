package io.thalweg.benchmarks.fuzz;

import java.util.List;
import java.util.stream.Collectors;

/// A piece of SQL as Thalweg and as DuckDB spell it.
record Sql(String ours, String theirs) {

  /// The same text for both; `%s` stands for a part.
  static Sql of(String format, Object... parts) {
    return both(format, format, parts);
  }

  /// Different texts around the same parts, which are [Sql] or plain.
  static Sql both(String ours, String theirs, Object... parts) {
    Object[] mine = new Object[parts.length];
    Object[] other = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      mine[i] = parts[i] instanceof Sql sql ? sql.ours : parts[i];
      other[i] = parts[i] instanceof Sql sql ? sql.theirs : parts[i];
    }
    return new Sql(ours.formatted(mine), theirs.formatted(other));
  }

  static Sql join(List<Sql> parts, String separator) {
    return new Sql(
        parts.stream().map(Sql::ours).collect(Collectors.joining(separator)),
        parts.stream().map(Sql::theirs).collect(Collectors.joining(separator)));
  }
}
