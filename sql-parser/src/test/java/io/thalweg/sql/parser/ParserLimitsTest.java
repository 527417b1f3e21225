package io.thalweg.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParserLimitsTest {

  @ParameterizedTest
  @ValueSource(strings = {"(", "- ", "NOT ", "CASE WHEN ", "a[", "(SELECT ", "f("})
  void aMillionLevelsAreRefusedWithACode(String opening) {
    assertTooComplex("SELECT " + opening.repeat(1_000_000), ParserLimits.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(|1|)", "- |1|", "NOT |true|", "CASE WHEN |true| THEN 1 END", "f(|1|)"})
  void asManyLevelsAsAllowedAreParsed(String level) {
    String[] parts = level.split("\\|", -1);
    int depth = ParserLimits.DEFAULT.depth();
    StatementParser.parse("SELECT " + parts[0].repeat(depth) + parts[1] + parts[2].repeat(depth));
    StatementParser.parse(
        "SELECT * FROM " + "(SELECT * FROM ".repeat(depth) + "t" + ")".repeat(depth));
  }

  @Test
  void textsThatAreTooLongAreRefused() {
    assertTooComplex("SELECT 'aaaaaaaaaaaaaaa'", new ParserLimits(10, 10, 10));
    assertTooComplex("SELECT 1, 2, 3, 4, 5, 6", new ParserLimits(1000, 10, 10));
    assertThat(StatementParser.parse("SELECT 1, 2, 3", new ParserLimits(14, 6, 1))).isNotNull();
  }

  @Test
  void anInListOfFiftyThousandIsParsed() {
    String list =
        IntStream.range(0, 50_000).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    Statement.Query query =
        ParserTests.parse(Statement.Query.class, "SELECT * FROM t WHERE a IN (" + list + ")");
    SqlCall in = (SqlCall) ((SqlSelect) query.query()).getWhere();
    assertThat(in).isNotNull();
    assertThat((SqlNodeList) in.operand(1)).hasSize(50_000);
  }

  @Test
  void aLongChainOfOperatorsIsParsed() {
    String chain =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "a BETWEEN 1 AND " + i + (i % 3 == 0 ? " AND b = 1" : ""))
            .collect(Collectors.joining(" OR "));
    assertThat(StatementParser.parse("SELECT * FROM t WHERE " + chain)).isNotNull();
    assertTooComplex("SELECT 1" + " + 1".repeat(20_000), ParserLimits.DEFAULT);
  }

  private static void assertTooComplex(String sql, ParserLimits limits) {
    assertThatThrownBy(() -> StatementParser.parse(sql, limits))
        .isInstanceOfSatisfying(
            ThalwegException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STATEMENT_TOO_COMPLEX));
  }
}
