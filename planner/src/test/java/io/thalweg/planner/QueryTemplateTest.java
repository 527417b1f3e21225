package io.thalweg.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ThalwegException;
import io.thalweg.planner.query.QueryTemplate;
import io.thalweg.planner.text.QueryText;
import io.thalweg.sql.parser.Statement;
import io.thalweg.sql.parser.StatementParser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTemplateTest {
  private final FakeSession session =
      new FakeSession()
          .table(
              new FakeTable(
                  "t",
                  1000,
                  "a INTEGER ~10",
                  "b BIGINT ~1000",
                  "c VARCHAR ~50",
                  "d DATE",
                  "e DECIMAL(12, 2)",
                  "s TIMESTAMP(6)",
                  "f DOUBLE"))
          .table(new FakeTable("u", 100, "x INTEGER ~100", "y VARCHAR ~5"))
          .view("v", "SELECT a, c FROM t WHERE a > 3 AND c <> 'x'");

  private static QueryText text(String sql) {
    return QueryText.of(sql).orElseThrow();
  }

  private QueryTemplate template(String sql) {
    Statement.Query query = (Statement.Query) StatementParser.parse(sql);
    return new Planner().template(query.query(), text(sql), session);
  }

  private String plan(PlannedStatement planned) {
    return new Planner().explain(planned, ExplainFormat.JSON, Optional.empty());
  }

  /// Plans `other` from the template of `sql`.
  private void assertShared(String sql, String other) {
    QueryTemplate template = template(sql);
    assertThat(text(other).without(template.lifted()))
        .isEqualTo(text(sql).without(template.lifted()));
    assertThat(plan(template.plan(text(other)).orElseThrow()))
        .isEqualTo(plan(new Planner().plan(StatementParser.parse(other), other, session)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a = 1 | a = 7",
        "1 < a | 9 < a",
        "a = 1 | a = 300000",
        "b = 1 | b = 5",
        "b = 1.5 | b = 2.0",
        "e >= 10.5 | e >= 99.0",
        "e < 10 | e < 20",
        "e = 1.255 | e = 1.250",
        "f <= 0.06 + 0.01 | f <= 0.09 + 0.05",
        "f = 1 | f = 2",
        "c = 'x' | c = 'y'",
        "c = 'x' OR c = 'y' | c = 'z' OR c = 'z'",
        "c = 'it''s' | c = ''",
        "c LIKE 'a%' | c LIKE '%b%'",
        "c NOT LIKE '%a' | c NOT LIKE 'b'",
        "d = '2020-01-01' | d = '1999-12-31'",
        "d < DATE '1994-01-01' + INTERVAL '1' YEAR | d < DATE '1996-02-29' + INTERVAL '1' YEAR",
        "s > TIMESTAMP '2020-01-01 00:00:00' | s > TIMESTAMP '2021-05-06 07:08:09.123456'",
        "s > '2020-01-01' | s > '2021-05-06 07:08:09'",
        "a BETWEEN 1 AND 3 | a BETWEEN 5 AND 4",
        "a NOT BETWEEN SYMMETRIC 3 AND 1 | a NOT BETWEEN SYMMETRIC 4 AND 9",
        "NOT (a = 1 AND (b > 2 OR c = 'q')) | NOT (a = 2 AND (b > 2 OR c = 'r'))",
        "1 = 1 AND a = 2 | 1 = 2 AND a = 3",
        "'a' = 'a' | 'a' = 'b'",
        "a = 1 AND a = 1 | a = 1 AND a = 2",
        "a > (SELECT min(x) FROM u WHERE y = 'p') | a > (SELECT min(x) FROM u WHERE y = 'q')",
        "EXISTS (FROM u WHERE x = a AND x <> 4) | EXISTS (FROM u WHERE x = a AND x <> 5)",
        "a IN (SELECT x FROM u WHERE y > 'p') | a IN (SELECT x FROM u WHERE y > 'q')"
      })
  void comparedConstantsAreExchanged(String condition, String other) {
    String query = "SELECT a, c FROM t WHERE ";
    assertThat(template(query + condition).lifted().isEmpty()).isFalse();
    assertShared(query + condition, query + other);
  }

  @Test
  void soAreThoseOfHavingAndOn() {
    assertShared(
        "SELECT a, sum(b) FROM t JOIN u ON a = x AND y <> 'p' GROUP BY a HAVING sum(b) > 5",
        "SELECT a, sum(b) FROM t JOIN u ON a = x AND y <> 'q' GROUP BY a HAVING sum(b) > 7");
  }

  @Test
  void theConstantsOfEachQueryDecideItsJoinOrder() {
    String query = "SELECT count(*) FROM t JOIN u ON a = x WHERE y = 'p' AND b < ";
    assertShared(query + "1", query + "999");
    assertShared(query + "999", query + "1");
  }

  @Test
  void whatDecidesMoreThanAValueStaysInTheText() {
    for (String sql :
        List.of(
            "SELECT a + 1 FROM t ORDER BY 1 LIMIT 5",
            "SELECT a = 1, count(*) FROM t GROUP BY a = 1",
            "SELECT round(e, 1) FROM t WHERE a IN (1, 2) AND round(e, 1) IS NULL",
            "SELECT a FROM t WHERE a = -5 AND d > d + INTERVAL '1' DAY AND a = CAST('1' AS INTEGER)",
            "SELECT a FROM t WHERE substring(c FROM 1 FOR 2) LIKE c AND b = 12345678901234567890")) {
      assertThat(text(sql).without(template(sql).lifted())).as(sql).containsExactly(sql);
    }
  }

  @Test
  void aViewKeepsItsConstants() {
    assertShared(
        "SELECT a FROM v WHERE a > 3 AND c <> 'x'", "SELECT a FROM v WHERE a > 4 AND c <> 'y'");
  }

  @Test
  void aConstantOfAnotherTypeNeedsAnotherTemplate() {
    String query = "SELECT a FROM t WHERE s > TIMESTAMP ";
    QueryTemplate template = template(query + "'2020-01-01 00:00:00'");
    assertThat(template.plan(text(query + "'2020-01-01 00:00:00.123456789'"))).isEmpty();
  }

  @Test
  void aTextThatIsNoValueOfItsTypeIsAnError() {
    QueryTemplate template = template("SELECT a FROM t WHERE d = '2020-01-01'");
    assertThatThrownBy(() -> template.plan(text("SELECT a FROM t WHERE d = 'soon'")))
        .isInstanceOf(ThalwegException.class);
  }
}
