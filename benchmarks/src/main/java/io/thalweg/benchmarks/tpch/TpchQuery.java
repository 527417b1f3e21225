package io.thalweg.benchmarks.tpch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One of the 22 queries, with the parameters of the standard's validation run.
///
/// @param ordered the columns, from 0, whose order ORDER BY prescribes
public record TpchQuery(int number, String sql, List<Integer> ordered) {
  private static final int COUNT = 22;
  private static final String ORDER = "-- order:";

  /// All queries for data of this scale.
  public static List<TpchQuery> all(double scale) {
    return IntStream.rangeClosed(1, COUNT).mapToObj(number -> load(number, scale)).toList();
  }

  /// The name for people, such as `Q1`.
  public String name() {
    return "Q" + number;
  }

  /// The resource's first line says which columns are ordered, from 1.
  private static TpchQuery load(int number, double scale) {
    String name = String.format("q%02d.sql", number);
    try (InputStream resource = TpchQuery.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      List<Integer> ordered =
          Stream.of(text.substring(ORDER.length(), end).split(","))
              .map(String::strip)
              .filter(column -> !column.isEmpty())
              .map(column -> Integer.parseInt(column) - 1)
              .toList();
      String fraction =
          new BigDecimal("0.0001")
              .divide(BigDecimal.valueOf(scale), MathContext.DECIMAL32)
              .toPlainString();
      return new TpchQuery(
          number, text.substring(end + 1).replace("${FRACTION}", fraction).strip(), ordered);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
