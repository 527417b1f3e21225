package io.thalweg.benchmarks.compare;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All rows of a result, in a form in which engines can be compared.
///
/// @param rows values are null, BigDecimal (exact numbers), Double, Boolean or String (all else)
public record Answer(List<List<@Nullable Object>> rows) {
  /// How far floating-point results may lie apart, relative to the larger one: sums of doubles
  /// depend on the order of addition.
  private static final double TOLERANCE = 1e-9;

  /// Runs a query.
  public static Answer of(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return read(result);
    }
  }

  /// Runs a query; empty when it has more than `most` rows.
  ///
  /// @param seconds the engine is to give up after
  public static Optional<Answer> ofAtMost(int most, int seconds, Connection connection, String sql)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(seconds);
      try (ResultSet result = statement.executeQuery(sql)) {
        Answer answer = read(result, most);
        boolean more = answer.rows.size() == most && result.next();
        return more ? Optional.empty() : Optional.of(answer);
      }
    }
  }

  /// Reads what is left of a result.
  public static Answer read(ResultSet result) throws SQLException {
    return read(result, Integer.MAX_VALUE);
  }

  private static Answer read(ResultSet result, int most) throws SQLException {
    int columns = result.getMetaData().getColumnCount();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (rows.size() < most && result.next()) {
      @Nullable Object[] row = new @Nullable Object[columns];
      for (int i = 0; i < columns; i++) {
        row[i] = normal(result, i + 1);
      }
      rows.add(Arrays.asList(row));
    }
    return new Answer(rows);
  }

  private static @Nullable Object normal(ResultSet result, int column) throws SQLException {
    Object value = result.getObject(column);
    return switch (value) {
      case null -> null;
      case BigDecimal exact -> exact.stripTrailingZeros();
      case BigInteger exact -> new BigDecimal(exact).stripTrailingZeros();
      case Double number -> number;
      case Float number -> number.doubleValue();
      case Number exact -> BigDecimal.valueOf(exact.longValue()).stripTrailingZeros();
      case Boolean truth -> truth;
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      case java.sql.Blob blob -> HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
      case java.sql.Timestamp timestamp -> timestamp.toLocalDateTime().toString();
      case java.sql.Date date -> date.toLocalDate().toString();
      default -> value.toString();
    };
  }

  /// The answer with fewer places of exact numbers, rounded half away from zero.
  ///
  /// @param places by the ordinal of the column
  public Answer rounded(Map<Integer, Integer> places) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> copy = new ArrayList<>(row);
      places.forEach(
          (column, scale) -> {
            if (copy.get(column) instanceof BigDecimal exact) {
              copy.set(column, exact.setScale(scale, RoundingMode.HALF_UP).stripTrailingZeros());
            }
          });
      all.add(copy);
    }
    return new Answer(all);
  }

  /// How `other` differs from this answer, in words; empty when it does not.
  ///
  /// @param ordered ordinals of the columns whose order is prescribed; rows that are equal in them
  ///   may come in any order
  public Optional<String> differenceTo(Answer other, List<Integer> ordered) {
    if (rows.size() != other.rows.size()) {
      return Optional.of(rows.size() + " rows against " + other.rows.size());
    }
    for (int i = 0; i < rows.size(); i++) {
      for (int column : ordered) {
        if (!same(rows.get(i).get(column), other.rows.get(i).get(column))) {
          return Optional.of(
              "the order differs at row "
                  + i
                  + ": "
                  + rows.get(i)
                  + " against "
                  + other.rows.get(i));
        }
      }
    }
    List<List<@Nullable Object>> mine = sorted(without(other.rows));
    List<List<@Nullable Object>> theirs = sorted(other.without(rows));
    for (int i = 0; i < mine.size(); i++) {
      if (!same(mine.get(i), theirs.get(i))) {
        return Optional.of("sorted row " + i + ": " + mine.get(i) + " against " + theirs.get(i));
      }
    }
    return Optional.empty();
  }

  /// The rows that are left when each takes away an equal one of these.
  private List<List<@Nullable Object>> without(List<List<@Nullable Object>> others) {
    Map<List<@Nullable Object>, Integer> counts = new HashMap<>();
    others.forEach(row -> counts.merge(row, 1, Integer::sum));
    List<List<@Nullable Object>> left = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      if (counts.merge(row, -1, Integer::sum) < 0) {
        left.add(row);
      }
    }
    return left;
  }

  private record Keyed(String key, List<@Nullable Object> row) {}

  private static List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows) {
    return rows.stream()
        .map(row -> new Keyed(sortKey(row), row))
        .sorted(
            Comparator.comparing(Keyed::key)
                .thenComparing((one, other) -> compareDoubles(one.row(), other.row())))
        .map(Keyed::row)
        .toList();
  }

  /// Rows with one sort key differ in doubles at most, and little.
  private static int compareDoubles(
      List<? extends @Nullable Object> one, List<? extends @Nullable Object> other) {
    int result = 0;
    for (int i = 0; result == 0 && i < one.size(); i++) {
      if (one.get(i) instanceof Double a && other.get(i) instanceof Double b) {
        result = Double.compare(a + 0.0, b + 0.0);
      }
    }
    return result;
  }

  /// The exact values first, so that tiny differences of floating-point ones do not change the
  /// order of rows that differ elsewhere.
  private static String sortKey(List<@Nullable Object> row) {
    StringBuilder exact = new StringBuilder();
    StringBuilder floating = new StringBuilder();
    for (Object value : row) {
      if (value instanceof Double number) {
        // Zero has one sign here; the mark keeps apart rows that differ in where a NULL stands.
        floating.append(String.format("%.6e|", number + 0.0));
        exact.append("~|");
      } else if (value instanceof BigDecimal number) {
        exact.append(number.toPlainString()).append('|');
      } else {
        exact.append(value).append('|');
      }
    }
    return exact.append(floating).toString();
  }

  private static boolean same(List<@Nullable Object> one, List<@Nullable Object> other) {
    boolean same = one.size() == other.size();
    for (int i = 0; same && i < one.size(); i++) {
      same = same(one.get(i), other.get(i));
    }
    return same;
  }

  private static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Double || other instanceof Double) {
      return one instanceof Number a
          && other instanceof Number b
          && close(a.doubleValue(), b.doubleValue());
    }
    if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
      return a.compareTo(b) == 0;
    }
    return one == null ? other == null : one.equals(other);
  }

  private static boolean close(double one, double other) {
    return Double.compare(one, other) == 0
        || Math.abs(one - other) <= TOLERANCE * Math.max(Math.abs(one), Math.abs(other));
  }
}
