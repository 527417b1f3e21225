package io.thalweg.benchmarks.fuzz;

import io.thalweg.benchmarks.compare.Answer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Explains answers in which DuckDB rounded: where a decimal of 38 digits, which every sum is,
/// meets one with more places, DuckDB keeps the digits in front of the point and drops places. Ours
/// keeps the places, and a number that does not fit any more is an error.
final class DroppedPlaces {
  private static final int MOST_DIGITS = 38;

  private DroppedPlaces() {}

  /// Whether every answer of ours is DuckDB's once its decimals are rounded to DuckDB's places.
  ///
  /// @param ours engines that answer the query, each in its own way
  static boolean explain(Query query, Connection duckdb, List<Connection> ours) {
    try {
      Map<Integer, Integer> places = dropped(query, duckdb, ours.getFirst());
      if (places.isEmpty()) {
        return false;
      }
      Answer theirs = Answer.of(duckdb, query.sql().theirs());
      for (Connection connection : ours) {
        Answer answer = Answer.of(connection, query.sql().ours()).rounded(places);
        if (answer.differenceTo(theirs, query.ordered()).isPresent()) {
          return false;
        }
      }
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /// DuckDB's places of the columns that have more of ours.
  private static Map<Integer, Integer> dropped(Query query, Connection duckdb, Connection thalweg)
      throws SQLException {
    Map<Integer, Integer> places = new HashMap<>();
    try (PreparedStatement theirs = duckdb.prepareStatement(query.sql().theirs());
        PreparedStatement ours = thalweg.prepareStatement(query.sql().ours())) {
      ResultSetMetaData their = theirs.getMetaData();
      ResultSetMetaData our = ours.getMetaData();
      for (int i = 1; i <= their.getColumnCount(); i++) {
        if (their.getColumnType(i) == Types.DECIMAL
            && their.getPrecision(i) == MOST_DIGITS
            && their.getScale(i) < our.getScale(i)) {
          places.put(i - 1, their.getScale(i));
        }
      }
    }
    return places;
  }
}
