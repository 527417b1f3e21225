package io.thalweg.benchmarks.nexmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// One query of the suite, over `nexmark.person`, `nexmark.auction` and `nexmark.bid`.
///
/// @param sql one SELECT
public record NexmarkQuery(int number, String sql) {
  private static final int LAST = 23;
  private static final Pattern TABLE = Pattern.compile("\\bnexmark\\.(person|auction|bid)\\b");

  /// q0 to q23.
  public static List<NexmarkQuery> all() {
    return IntStream.rangeClosed(0, LAST).mapToObj(NexmarkQuery::load).toList();
  }

  private static NexmarkQuery load(int number) {
    String file = "q" + number + ".sql";
    try (InputStream resource = NexmarkQuery.class.getResourceAsStream(file)) {
      if (resource == null) {
        throw new IllegalStateException("the resource " + file + " is missing");
      }
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
      return new NexmarkQuery(
          number, text.endsWith(";") ? text.substring(0, text.length() - 1) : text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The name for people, such as `q5`.
  public String name() {
    return "q" + number;
  }

  /// Whether its windows are of the engine's clock.
  public boolean readsClock() {
    return sql.contains("proctime()");
  }

  /// The query over other tables.
  ///
  /// @param prefix stands before `person`, `auction` and `bid`
  public String over(String prefix) {
    return TABLE.matcher(sql).replaceAll(prefix + "$1");
  }

  /// The query over other tables, as far as two runs of it can be compared: windows of the clock
  /// are others in each run, so only what they add up to counts.
  String comparable(String prefix) {
    String query = over(prefix);
    return readsClock()
        ? "SELECT bidder, sum(bid_count) AS bids FROM (" + query + ") AS windows GROUP BY bidder"
        : query;
  }
}
