package io.thalweg.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.TextPosition;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.sql.parser.Statement;
import io.thalweg.sql.parser.StatementParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every mistake has a code, a place and words that help.
class PlannerErrorsTest {
  private final FakeSession session =
      new FakeSession()
          .table(new FakeTable("trips", 10, "id BIGINT", "driver VARCHAR", "fare DECIMAL(8, 2)"))
          .table(new FakeTable("drivers", 10, "id BIGINT", "name VARCHAR"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT diver FROM trips                  | UNKNOWN_COLUMN       | 8  | did you mean "driver"
          SELECT id FROM trip                      | UNKNOWN_TABLE        | 16 | did you mean "trips"
          SELECT x.id FROM trips                   | UNKNOWN_TABLE        | 8  | alias x
          SELECT id FROM trips, drivers            | AMBIGUOUS_NAME       | 8  | qualify it
          SELECT driver, sum(fare) FROM trips      | GROUPING_ERROR       | 8  | GROUP BY
          SELECT 1 FROM trips WHERE sum(fare) > 1  | GROUPING_ERROR       | 27 | HAVING
          SELECT lenght(driver) FROM trips         | UNKNOWN_FUNCTION     | 8  | length
          SELECT fare + driver FROM trips          | TYPE_MISMATCH        | 8  | cast
          SELECT id FROM trips WHERE fare          | TYPE_MISMATCH        | 28 | BOOLEAN
          SELECT CAST(id AS money) FROM trips      | UNKNOWN_TYPE         | 19 | money
          SELECT id FROM trips UNION SELECT 1, 2   | TYPE_MISMATCH        | 35 | different numbers
          SELECT 1 WHERE 1 IN (SELECT 1, 2)        | TYPE_MISMATCH        | 16 | 2 columns, not 1
          SELECT row_number() FROM trips           | INVALID_STATEMENT    | 8  | OVER
          SELECT DATE '2024-13-01'                 | INVALID_DATETIME     | 8  | 2024-13-01
          SELECT id FROM trips, trips              | DUPLICATE_NAME       | 23 | alias
          """)
  void isReportedWhereItIs(String sql, ErrorCode code, int column, String words) {
    ThalwegException error =
        catchThrowableOfType(
            ThalwegException.class,
            () -> new Planner().plan(StatementParser.parse(sql), sql, session));

    assertThat(error.code()).isEqualTo(code);
    assertThat(error.position()).isEqualTo(new TextPosition(1, column));
    assertThat(error).hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE TABLE t (a BIGINT DEFAULT 1)                        | FEATURE_NOT_SUPPORTED | INSERT
          CREATE TABLE t (a BIGINT, A BIGINT)                        | DUPLICATE_NAME        | twice
          CREATE TABLE t (a money)                                   | UNKNOWN_TYPE          | money
          """)
  void whatATableCannotKeepIsNotForgottenSilently(String sql, ErrorCode code, String words) {
    Statement.CreateTable create = (Statement.CreateTable) StatementParser.parse(sql);
    ThalwegException error =
        catchThrowableOfType(
            ThalwegException.class, () -> new Planner().tableColumns(create.elements()));

    assertThat(error.code()).isEqualTo(code);
    assertThat(error).hasMessageContaining(words);
  }
}
