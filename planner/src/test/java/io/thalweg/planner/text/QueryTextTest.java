package io.thalweg.planner.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {

  private static List<String> constants(String sql) {
    QueryText text = QueryText.of(sql).orElseThrow();
    return IntStream.range(0, text.size())
        .mapToObj(i -> text.value(i).type().sql() + " " + text.value(i).value())
        .toList();
  }

  private static List<Object> shape(String sql) {
    return QueryText.of(sql).orElseThrow().shape();
  }

  @Test
  void constantsHaveTheTypesThatTheQueryGivesThem() {
    assertThat(constants("SELECT 1, 007, 2147483647, 2147483648, 1.50, .5, 0.00, 'it''s', ''"))
        .containsExactly(
            "INTEGER 1",
            "INTEGER 7",
            "INTEGER 2147483647",
            "BIGINT 2147483648",
            "DECIMAL(3, 2) 1.50",
            "DECIMAL(1, 1) 0.5",
            "DECIMAL(2, 2) 0.00",
            "VARCHAR it's",
            "VARCHAR ");
  }

  @Test
  void whatIsWrittenInAnotherWayBelongsToTheText() {
    assertThat(
            constants("SELECT 1, 0xff, 1_000, 1e3, E'a', $$b$$, X'00', \"3\", t4 -- 5\n /* 6 */"))
        .containsExactly("INTEGER 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT a FROM t",
        "SELECT ?, 1",
        "INSERT INTO t VALUES (1)",
        "EXPLAIN SELECT 1"
      })
  void onlyQueriesWithConstantsAndWithoutParametersCount(String sql) {
    assertThat(QueryText.of(sql)).isEmpty();
  }

  @Test
  void textsOfOneShapeDifferInConstantsOfTheSameTypesOnly() {
    List<Object> shape = shape("SELECT a FROM t WHERE b = 1 AND c = 'x'");
    assertThat(shape("SELECT a FROM t WHERE b = 25 AND c = '''y'")).isEqualTo(shape);
    assertThat(shape("SELECT a FROM t WHERE b = 2147483648 AND c = 'x'")).isNotEqualTo(shape);
    assertThat(shape("SELECT a FROM t WHERE b = 1.0 AND c = 'x'")).isNotEqualTo(shape);
    assertThat(shape("SELECT a FROM t WHERE b = '1' AND c = 'x'")).isNotEqualTo(shape);
    assertThat(shape("SELECT a FROM t WHERE b = 1  AND c = 'x'")).isNotEqualTo(shape);
  }
}
